"""No query over the rows of all offices by accident."""

import pytest
from django.apps import apps
from django.db.models import Count, Exists, Subquery

from loket.office import api
from loket.office.models import Holding, Office, Officer, Post
from loket.office.tests.builders import JUMAPOLO, build_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def officers():
    return build_office()


@pytest.mark.parametrize(
    "query",
    [
        lambda: list(Post.objects.all()),
        lambda: list(Post.objects.filter(slug="camat").values("label")),
        lambda: Post.objects.get(slug="camat"),
        lambda: Post.objects.first(),
        lambda: Post.objects.count(),
        lambda: Post.objects.exists(),
        lambda: bool(Post.objects.all()),
        lambda: len(Post.objects.all()),
        lambda: Post.objects.aggregate(Count("pk")),
        lambda: Post.objects.update(label="x"),
        lambda: Post.objects.filter(slug="x").delete(),
        lambda: Post.objects.in_bulk(),
        lambda: Post.objects.get_or_create(slug="x"),
        lambda: list(Post.objects.iterator()),
        lambda: list(Post.objects.raw("SELECT * FROM office_post")),
        lambda: Post.objects.all().explain(),
        lambda: list(Post.objects.in_office(JUMAPOLO).union(Post.objects.all())),
        lambda: list(Post.objects.in_office(JUMAPOLO) | Post.objects.all()),
        lambda: list(Office.objects.filter(pk__in=Post.objects.values("office"))),
        lambda: list(Office.objects.annotate(x=Subquery(Post.objects.values("pk")[:1]))),
        lambda: list(Office.objects.filter(Exists(Post.objects.all()))),
        lambda: list(Post.objects.in_office("")),
    ],
)
def test_an_unscoped_query_is_refused(officers, query):
    with pytest.raises(api.Unscoped):
        query()


def test_a_scoped_query_sees_its_office_only(officers):
    other = Office.objects.create(
        id="lain", name="Kantor Lain", timezone="Asia/Jayapura", kind="kecamatan"
    )
    Post.objects.create(office=other, slug="camat", label="Camat Lain")
    assert Post.objects.in_office("lain").get(slug="camat").label == "Camat Lain"
    assert Post.objects.in_office(JUMAPOLO).get(slug="camat").label == "Camat"
    assert Post.objects.in_office("lain").count() == 1


def test_within_unscoped_all_offices_are_seen(officers):
    with api.unscoped("test"):
        assert Post.objects.count() == 6
    with pytest.raises(api.Unscoped):
        Post.objects.count()


def test_unscoped_needs_a_reason():
    with pytest.raises(ValueError, match="why"), api.unscoped(" "):
        pass


def test_following_relations_needs_no_scope(officers):
    holding = Holding.objects.in_office(JUMAPOLO).get(post__slug="camat")
    assert holding.post.slug == "camat"
    assert holding.office.name == "Kecamatan Jumapolo"
    assert holding.officer.user.officer == officers["camat"]
    assert [one.post_id for one in officers["camat"].holdings.all()] == [holding.post_id]
    assert holding.post.subordinates.count() == 1
    holding.refresh_from_db()


def test_excluding_over_a_relation_needs_no_more_scope(officers):
    rows = Post.objects.in_office(JUMAPOLO).exclude(holdings__officer=officers["camat"])
    assert {one.slug for one in rows} == set(officers) - {"camat"}
    with pytest.raises(api.Unscoped):
        list(Post.objects.exclude(holdings__officer=officers["camat"]))


def test_scoped_queries_may_be_combined(officers):
    here = Post.objects.in_office(JUMAPOLO)
    both = here.filter(slug="camat") | here.filter(slug="jfu")
    assert both.count() == 2
    assert len(here.filter(slug="camat").union(here.filter(slug="jfu"))) == 2
    assert Holding.objects.in_office(JUMAPOLO).filter(post__in=both).count() == 2
    assert here.filter(Exists(Holding.objects.in_office(JUMAPOLO))).count() == len(officers)
    assert list(here.order_by("pk").values_list("slug", flat=True)[1:3].iterator())


def test_prefetching_and_joining_need_no_scope(officers):
    rows = Officer.objects.in_office(JUMAPOLO).prefetch_related("holdings__post")
    assert {one.post.slug for row in rows for one in row.holdings.all()} == set(officers)
    joined = Holding.objects.in_office(JUMAPOLO).select_related("post__superior")
    assert len(joined) == len(officers)


def test_saving_checking_and_deleting_one_row_need_no_scope(officers):
    post = Post(office_id=JUMAPOLO, slug="baru", label="Baru")
    post.full_clean()
    post.save()
    post.label = "Lebih baru"
    post.save()
    post.delete()
    assert not Post.objects.in_office(JUMAPOLO).filter(slug="baru").exists()


def test_an_empty_query_is_no_query():
    assert list(Post.objects.none()) == []


def test_every_model_declares_its_personal_data():
    for model in apps.get_app_config("office").get_models():
        assert "personal_data" in vars(model), model
        assert set(model.personal_data) <= {field.name for field in model._meta.get_fields()}
        assert model.__doc__
        assert not model.__doc__.startswith(f"{model.__name__}("), model
