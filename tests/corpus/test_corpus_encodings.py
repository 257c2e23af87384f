"""Which bytes are read as which text."""

from __future__ import annotations

import codecs
from collections.abc import Callable

import pytest

from assistant.corpus import MAX_FILE_BYTES
from assistant.domain import Article, Problem

Reads = Callable[..., Article]
Fails = Callable[..., Problem]

TEXTS = [
    ("cp1252", "“The rise,” said a café owner — it’s Ångström’s idea. Müller paid €30 for it."),
    ("cp1252", "“We won’t,” he said. The talks went on for hours, officials in Washington said."),
    ("latin-1", "El presidente Muñoz dijo que la situación económica era difícil. Años después."),
    ("latin-1", "The mayor of Malmö, Jörgen Håkansson, said that more money would be needed."),
    ("latin-1", "Le président a déclaré que les négociations étaient terminées à Genève."),
    ("latin-1", "A café opened. " + "Plain English goes on for a while here. " * 5 + "São Paulo."),
    ("cp1250", "Prezydent powiedział, że rozmowy będą kontynuowane w piątek. Źródła podały dane."),
    ("cp1250", "Předseda vlády řekl, že jednání budou pokračovat v pátek. Oznámil růst cen."),
    ("cp1251", "Президент заявил, что переговоры продолжатся в пятницу."),
    ("cp1251", "Президент України заявив, що переговори триватимуть у п'ятницю."),
    ("koi8-r", "Президент заявил, что переговоры продолжатся в пятницу."),
    ("cp1253", "Ο πρόεδρος δήλωσε ότι οι συνομιλίες θα συνεχιστούν την Παρασκευή."),
    ("cp1254", "Cumhurbaşkanı görüşmelerin cuma günü süreceğini söyledi. Fiyat artışını açıkladı."),
    ("cp1256", "قال الرئيس إن المحادثات ستستمر يوم الجمعة."),
    ("shift_jis", "大統領は金曜日に交渉を続けると述べた。"),
    ("gb18030", "总统表示谈判将在周五继续。部长报告说价格上涨。"),
    ("utf-8", "Ünïcödé — 大統領"),
    ("utf-8-sig", "“Text”"),
    ("utf-16", "“Text” 大統領"),
    ("utf-32", "“Text” 大統領"),
]


@pytest.mark.parametrize(("codec", "text"), TEXTS)
@pytest.mark.parametrize("times", [1, 20])
def test_news_text_in_an_older_encoding_is_read(
    article: Reads, codec: str, text: str, times: int
) -> None:
    body = "\n".join([text] * times)
    assert article(f" date 2021-11-06 {body}".encode(codec)).body == body


def test_utf_16_of_either_byte_order_is_read_by_its_mark(article: Reads) -> None:
    for mark, codec in ((codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF16_LE, "utf-16-le")):
        assert article(mark + "date 2021-11-06 “x”\r\n".encode(codec)).body == "“x”\r\n"


def test_the_first_odd_byte_may_stand_far_into_the_file(article: Reads) -> None:
    body = "Plain English. " * 100_000 + "A café."
    assert article(f"date 2021-11-06 {body}".encode("cp1252")).body == body


def test_a_few_foreign_names_do_not_change_the_encoding(article: Reads) -> None:
    body = (
        "The delegation met in the capital for a second day of talks. " * 20 + "Señor Muñoz left."
    )
    assert article(f"date 2021-11-06 {body}".encode("cp1252")).body == body


def test_a_bad_byte_in_utf_8_is_a_problem_with_its_line_and_not_a_guess(problem: Fails) -> None:
    found = problem("date 2021-11-06 “One”\n“Two”\n".encode() + b"caf\xe9 \xe2\x80\x9cthree")
    assert found.line == 3
    assert "0xe9" in found.message


@pytest.mark.parametrize(
    "content",
    [
        b"date 2021-11-06 a\0b",
        "date 2021-11-06 text".encode("utf-16-le"),
        bytes(range(256)) * 20,
        b"\x89PNG\r\n\x1a\n" + bytes(range(128, 256)) * 9,
        codecs.BOM_UTF16_LE + b"\x00\xd8a",
    ],
    ids=["nul", "utf-16 without a mark", "every byte", "picture", "half a utf-16 character"],
)
def test_what_is_no_text_is_a_problem(problem: Fails, content: bytes) -> None:
    assert "UTF-8" in problem(content).message


def test_a_file_over_the_limit_is_a_problem_that_states_it(problem: Fails) -> None:
    found = problem(b"date 2021-11-06 " + b"x" * MAX_FILE_BYTES)
    assert "64 MiB" in found.message
