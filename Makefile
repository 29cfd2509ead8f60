# Perintah untuk memasang, menjalankan dan memeriksa Loket. `make` saja mencetak daftarnya.

PORT ?= 8123
BIN := .venv/bin
PACKAGES := python3 python3-venv chromium postgresql make ca-certificates
UV := uv==0.13.8

.DEFAULT_GOAL := help
.PHONY: help system install run test test-all check bench

help: ## cetak daftar ini
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

system: ## pasang paket Debian yang diperlukan (sekali, sebagai root)
	apt-get update
	DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $(PACKAGES)

# The mark keeps the second run quick; a changed lock or pyproject makes it run again.
install: .venv/installed ## pasang Loket ke .venv menurut uv.lock

.venv/installed: pyproject.toml uv.lock
	test -x $(BIN)/python || python3 -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(UV)
	$(BIN)/uv sync --quiet --frozen --inexact
	@touch $@

run: export LOKET_PUBLIC_URL ?= http://127.0.0.1:$(PORT)
run: install ## jalankan kantor contoh di http://127.0.0.1:8123/ (atau PORT=…)
	$(BIN)/loket demo --port $(PORT)
	$(BIN)/loket serve --port $(PORT)

test: install ## semua uji: di SQLite, lalu layanan di PostgreSQL sementara
	$(BIN)/pytest
	$(BIN)/python tests/postgres_cluster.py $(BIN)/pytest -m "not browser" --ignore src/loket/core src tests/access tests/crash

test-all: export LOKET_FULL := 1
test-all: test ## semua uji dalam bentuk penuh: server dimatikan 50 kali di tiap basis data

check: install ## bentuk, jenis, batas antarbagian, lembar SOP
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/loket sop check

bench: install ## ukur kecepatan dan memori di samping pembandingnya (sekitar setengah jam)
	$(BIN)/uv sync --quiet --frozen --inexact --group bench
	$(BIN)/loket bench
