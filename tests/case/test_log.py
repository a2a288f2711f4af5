"""
A case as a log: what was done to it shows.
"""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import campuslex as cl
from campuslex.case.log import BEFORE_FIRST, last_hash
from tests.builders import event, read_case

CASE = read_case(
    event("discovered", "2026-03-10T09:30+08:00"),
    event("fact_learned", "2026-03-11", facts={"people.V1.injury": "slight", "planned": True}),
    event("reported_to", "2026-03-12", by="school", to="public_security", note="电话“先报”\u2028后补"),
    event("closed", "2026-04-01"),
)
LINES = CASE.log().splitlines(keepends=True)


def faults(text: str | bytes, ends: str = "") -> list[str]:
    """
    What is wrong with a log, place and message.
    """
    return [f"{fault.place} {fault.message}" for fault in cl.Case.verify(text, ends)]


def rewritten(line: str, **changes: Any) -> str:
    """
    A line with other content and a hash that agrees with it.
    """
    record = {**json.loads(line), **changes}
    body = {key: value for key, value in record.items() if key != "sha256"}
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    record["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


class TestWritten:
    """The form of a log."""

    def test_one_line_an_event(self) -> None:
        """The head with the incident, then the events, numbered and chained."""
        records = [json.loads(line) for line in CASE.log().split("\n")[:-1]]
        assert [record["line"] for record in records] == [1, 2, 3, 4, 5]
        assert records[0]["head"]["incident"]["id"] == "I1"
        assert records[0]["head"]["schema"] == "campuslex/case_log/1"
        assert [record["prev"] for record in records] == [BEFORE_FIRST, *(record["sha256"] for record in records[:-1])]

    def test_appending_adds_lines_at_the_end(self) -> None:
        """What was written stays as it was."""
        more = CASE.append(event("reopened", "2026-04-02"))
        assert more.log().startswith(CASE.log())
        assert len(more.log().split("\n")) == len(CASE.log().split("\n")) + 1

    def test_without_events(self) -> None:
        """A case in which nothing happened has its head."""
        assert cl.Case.replay(read_case().log()) == read_case()


class TestReplayed:
    """A log gives its case back."""

    def test_the_same_bytes(self) -> None:
        """As text and as bytes."""
        for text in (CASE.log(), CASE.log().encode()):
            assert cl.Case.replay(text) == CASE
            assert cl.Case.replay(text).log() == CASE.log()

    def test_a_case_of_toml(self) -> None:
        """Days that are no text in the document are text in the log, and come back equal."""
        from datetime import date

        told = event(
            "fact_learned",
            "2026-03-11",
            facts={"people.S1.birth_date": date(2012, 1, 5), "occurred_between": [date(2026, 3, 1), date(2026, 3, 9)]},
        )
        assert cl.Case.replay(read_case(told).log()) == read_case(told)

    @given(st.permutations(CASE.events), st.integers(0, 4))
    def test_round_trip(self, events: list[Any], count: int) -> None:
        """Whatever the events and their order, the log's case has the log's bytes."""
        case = read_case(*(item.to_dict() for item in events[:count]))
        assert cl.Case.replay(case.log()).log() == case.log()
        assert cl.Case.verify(case.log()) == ()

    def test_a_faulty_document(self) -> None:
        """A sound chain around an unsound case is refused for the case."""
        bad = rewritten(LINES[0], head={"schema": "campuslex/case_log/1", "id": "C1"})
        with pytest.raises(cl.FactsError, match="incident: missing"):
            cl.Case.replay(bad)
        other = rewritten(LINES[0], head={"schema": "campuslex/case_log/2", "id": "C1"})
        with pytest.raises(cl.FactsError, match="line 1: wrong log `campuslex/case_log/2`"):
            cl.Case.replay(other)


class TestVerified:
    """Each way to tamper is seen, with its line."""

    def test_sound(self) -> None:
        """Nothing is wrong with what was written."""
        assert faults(CASE.log()) == []
        assert faults(CASE.log(), last_hash(CASE.log())) == []

    @pytest.mark.parametrize("place", range(5))
    def test_changed(self, place: int) -> None:
        """A changed line, whichever, and it alone."""
        for old, new in ((":", ": "), ("2026", "2027"), ("line", "lime")):
            text = [*LINES]
            text[place] = LINES[place].replace(old, new, 1)
            if text != LINES:
                assert faults("".join(text)) == [f"line {place + 1} was changed"]

    @pytest.mark.parametrize("place", range(1, 4))
    def test_dropped(self, place: int) -> None:
        """A line taken out; the last one only with the hash kept elsewhere."""
        assert faults("".join(LINES[:place] + LINES[place + 1 :])) == [f"line {place + 1} was dropped"]

    def test_the_end_dropped(self) -> None:
        """Lines missing at the end are seen by the hash the host kept."""
        cut = "".join(LINES[:3])
        assert faults(cut) == []
        assert faults(cut, last_hash(CASE.log())) == ["line 3 is not the last line that was written"]

    def test_several_dropped(self) -> None:
        """Each missing line is named; without its head no log begins."""
        assert faults(LINES[0] + LINES[4]) == ["line 2 was dropped", "line 3 was dropped", "line 4 was dropped"]
        assert faults("".join(LINES[1:])) == ["line 1 was dropped"]
        assert faults("") == ["line 1 missing: a log begins with the head of its case"]

    def test_reordered(self) -> None:
        """A line moved is out of order where it stands."""
        text = LINES[0] + LINES[2] + LINES[1] + LINES[3] + LINES[4]
        assert faults(text) == ["line 3 is out of order"]

    @pytest.mark.parametrize("place", range(5))
    def test_duplicated(self, place: int) -> None:
        """A line told twice is named with the line it repeats."""
        text = "".join([*LINES[: place + 1], *LINES[place:]])
        (fault,) = cl.Case.verify(text)
        assert (fault.place, fault.message, fault.remedy) == (
            f"line {place + 2}",
            "is there twice",
            f"it is line {place + 1}",
        )

    def test_written_anew(self) -> None:
        """Content changed and hashed again does not fit the line after it."""
        text = LINES[0] + rewritten(LINES[1], event={"kind": "discovered", "at": "2026-03-09"}) + "".join(LINES[2:])
        assert faults(text) == ["line 2 was written anew"]

    @pytest.mark.parametrize("tail", ['{"event":{"at":"2026', "{", '{"line":5}', "\x00"])
    def test_a_torn_last_line(self, tail: str) -> None:
        """Torn off in writing, it is told and set aside; the rest is the case."""
        text = "".join(LINES[:4]) + tail
        assert faults(text) == ["line 5 torn off, set aside"]
        assert cl.Case.replay(text).events == CASE.events[:3]
        assert cl.Case.replay(text).log() == "".join(LINES[:4])

    def test_torn_within_a_character(self) -> None:
        """Half a character is torn too."""
        whole = "".join(LINES[:4]).encode()
        half = whole[: whole.index("电".encode()) + 1]
        assert faults(half) == ["line 4 torn off, set aside"]
        assert len(cl.Case.replay(half).events) == 2

    def test_only_the_line_end_missing(self) -> None:
        """A whole last line without its end counts, and it is told."""
        text = CASE.log().rstrip("\n")
        assert faults(text) == ["line 5 has no line end"]
        assert cl.Case.replay(text) == CASE

    @pytest.mark.parametrize(
        "text", ["nothing\n", "[]\n", "{}\n", "null\n", '{"line":true}\n', "[" * 5000 + "\n", LINES[1]]
    )
    def test_no_log_at_all(self, text: str) -> None:
        """Anything else is refused with faults, whatever it is."""
        assert faults(text)
        with pytest.raises(cl.FactsError):
            cl.Case.replay(text)

    @given(st.binary(max_size=60))
    def test_any_bytes(self, text: bytes) -> None:
        """No bytes crash it, and none make a case."""
        assert faults(text)

    def test_line_ends_of_another_system(self) -> None:
        """Line ends rewritten on the way are a change of every line."""
        text = CASE.log().replace("\n", "\r\n")
        assert faults(text) == [f"line {place} was changed" for place in range(1, 6)]
