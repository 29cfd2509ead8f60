from django.urls import path

from loket.cases.views import artifact, case, closing, inbox, intake, search, slip, track

app_name = "cases"

_TASK = "berkas/<int:case_id>/tugas/<int:task_no>"
_CASE = "berkas/<int:case_id>"

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("cari/", search.search, name="search"),
    path("baru/", intake.new, name="new"),
    path("baru/<slug:office_id>/<slug:slug>/", intake.new_service, name="new_service"),
    path(f"{_CASE}/", case.case, name="case"),
    path(f"{_TASK}/selesai/", case.submit, name="submit"),
    path(f"{_TASK}/ambil/", case.task_act, {"verb": "take_up"}, name="take_up"),
    path(f"{_TASK}/lepas/", case.task_act, {"verb": "release"}, name="release"),
    path(f"{_TASK}/kembalikan/", case.task_act, {"verb": "return"}, name="return"),
    path(f"{_TASK}/alihkan/", case.task_act, {"verb": "reassign"}, name="reassign"),
    path(f"{_TASK}/simpang/", case.task_act, {"verb": "depart"}, name="depart"),
    path(f"{_TASK}/diterima/", case.task_act, {"verb": "confirm"}, name="confirm"),
    path(f"{_TASK}/gagal/", case.task_act, {"verb": "fail"}, name="fail"),
    path(f"{_CASE}/tanda-terima/", slip.slip, name="slip"),
    path(f"{_CASE}/batal/", case.case_act, {"verb": "cancel"}, name="cancel"),
    path(f"{_CASE}/tangguh/", case.case_act, {"verb": "suspend"}, name="suspend"),
    path(f"{_CASE}/lanjut/", case.case_act, {"verb": "resume"}, name="resume"),
    path(f"{_CASE}/tarik/", case.case_act, {"verb": "take_back"}, name="take_back"),
    path(f"{_CASE}/tindakan/<int:seq>/pindaian/", artifact.late_scan, name="late_scan"),
    path("lacak/", track.find, name="find_track"),
    path("lacak/<str:code>/", track.track, name="track"),
    path("penutupan/", closing.seals, name="seals"),
    path("penutupan/<int:no>/", closing.closing_sheet, name="closing_sheet"),
    path("bukti/<str:artifact_id>/", artifact.artifact, name="artifact"),
    path("bukti/<str:artifact_id>/cetak/", artifact.artifact_print, name="artifact_print"),
    path("bukti/<str:artifact_id>/berkas/", artifact.artifact_file, name="artifact_file"),
]
