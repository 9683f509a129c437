"""Charts: every date has its place, shapes tell what colours might, and nothing breaks on odd dates or many points."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from onrecord.faces.web.charts import KINDS, kind_of, position_chart, sign, timeline_chart
from onrecord.faces.web.charts_axis import MOST_COLUMNS, axis_of, columns_of
from onrecord.terms import Moment, Point, Position, Shift


def moment(date: str | None, what: str = "statement", type_: str | None = "assert") -> Moment:
    return Moment(date, "day", what, "words", ("Ada Orr",), ("Ada Orr",), (), type=type_)  # type: ignore[arg-type]


def point(date: str | None, score: float) -> Point:
    return Point(date, score, "AGREE" if score > 0 else "REJECT", "words", (), ())


def position(*points: Point, shifts: tuple[Shift, ...] = ()) -> Position:
    return Position("Ada Orr", "Ben Venn", points, shifts)


def test_days_stand_in_their_order_and_at_their_distance() -> None:
    columns, unit = columns_of(["2026-03-01", "2026-03-02", "2026-03-04"])
    assert unit == "day"
    axis = axis_of([one for one in columns if one], left=0, right=90, undated=False)
    assert [axis.at(one) for one in columns] == [0, 30, 90]


def test_a_date_is_told_no_more_exactly_than_it_is_known() -> None:
    columns, _ = columns_of(["2026-03", "2026-03-01T09:30:00Z", "2026", "2026-W10"])
    assert [one and one.label for one in columns] == ["March 2026", "1 March 2026", "2026", "week of 2 March 2026"]
    assert position_chart(position(point("2026-03", 1), point("2026-03-01", 1), point("2026-03-01", 2)))


def test_years_before_christ_come_first() -> None:
    columns, _ = columns_of(["-0043-03-15", "2026-03-01", "0001-01-01"])
    assert all(columns)
    assert [one.label for one in sorted(one for one in columns if one)] == [
        "15 March 44 BC",
        "1 January 0001",
        "1 March 2026",
    ]


@pytest.mark.parametrize("date", [None, "", "spring", "2026-13", "2026-W99", "99", "2026-02-45"])
def test_what_is_no_date_has_no_column(date: str | None) -> None:
    assert columns_of([date])[0] == [None]


def test_many_days_become_months_then_years_then_longer() -> None:
    days = [f"2026-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 29)]
    columns, unit = columns_of(days)
    assert unit == "month"
    assert [one.label for one in dict.fromkeys(columns) if one] == ["January 2026", "February 2026"]
    assert columns_of([f"{year}-01-01" for year in range(1000, 2026)])[1] == "century"
    assert columns_of([f"{year:04}-06" for year in range(0, 9999, 7)])[1] == "millennium"


def test_a_long_gap_is_cut_and_marked() -> None:
    columns, _ = columns_of(["1987-06-01", "2026-03-01", "2026-03-02", "2026-03-03"])
    axis = axis_of([one for one in columns if one], left=0, right=60, undated=False)
    assert len(axis.breaks) == 1
    assert [axis.at(one) for one in columns] == [0, 40, 50, 60]


def test_labels_do_not_run_into_each_other() -> None:
    columns, _ = columns_of([f"2026-03-{day:02}" for day in range(1, 25)])
    ticks = axis_of([one for one in columns if one], left=14, right=316, undated=True).ticks
    ends = []
    for tick in ticks:
        wide = len(tick.label) * 5.5
        begin = {"start": tick.x, "middle": tick.x - wide / 2, "end": tick.x - wide}[tick.anchor]
        ends.append((begin, begin + wide))
    assert all(one[1] < other[0] for one, other in pairwise(ends))
    assert [ticks[0].label, ticks[-1].label] == ["1 March 2026", "no date"]


def test_a_year_is_said_once() -> None:
    columns, _ = columns_of(["2025-12-30", "2026-01-02", "2026-01-05"])
    ticks = axis_of([one for one in columns if one], left=0, right=600, undated=False).ticks
    assert [tick.label for tick in ticks] == ["30 December 2025", "2 January 2026", "5 January"]


def test_no_date_at_all_is_no_timeline() -> None:
    assert timeline_chart([moment(None)]) is None
    assert timeline_chart([]) is None


def test_one_day_stands_in_the_middle() -> None:
    chart = timeline_chart([moment("2026-03-01")])
    assert chart
    assert [tick.anchor for tick in chart.ticks] == ["middle"]
    assert chart.ticks[0].x == chart.width / 2


def test_every_moment_of_a_timeline_is_drawn_or_counted() -> None:
    chart = timeline_chart(
        [moment("2026-03-01") for _ in range(40)] + [moment("2026-03-02", "event", "AGREE"), moment(None)]
    )
    assert chart
    assert sum(shape.many for shape in chart.shapes) + sum(more.many for more in chart.more) == 42
    assert [shape.kind for shape in chart.shapes] == ["event", "said"]
    assert chart.ticks[-1].label == "no date"


def test_a_timeline_stays_within_its_width() -> None:
    chart = timeline_chart([moment(f"2026-{m:02}-{d:02}") for m in range(1, 13) for d in range(1, 29)])
    assert chart
    assert chart.unit == "month"
    assert chart.width <= 860
    assert len(chart.ticks) <= MOST_COLUMNS


def test_shapes_differ_from_each_other_without_colour() -> None:
    assert len({sign(kind) for kind in KINDS}) == len(KINDS)


def test_that_somebody_would_not_comment_is_no_denial() -> None:
    assert kind_of(moment("2026-03-01", type_="decline_to_comment")) == "said"
    assert kind_of(moment("2026-03-01", type_="deny")) == "against"
    assert kind_of(moment("2026-03-01", type_="demand")) == "demand"
    assert kind_of(moment("2026-03-01", "event", "ACCUSE")) == "event"


def test_a_shift_is_a_line_from_one_point_to_another() -> None:
    chart = position_chart(
        position(
            point("2026-03-01", -2), point("2026-03-02", 2.5), shifts=(Shift(0, 1, "toward_cooperation", (), False),)
        )
    )
    assert chart
    (line,) = chart.shifts
    assert line.x1 < line.x2
    assert line.y1 > chart.zero > line.y2
    assert line.way == "toward cooperation"
    assert {shape.kind for shape in chart.shapes} == {"up", "down"}


def test_one_point_and_no_point() -> None:
    assert position_chart(position()) is None
    chart = position_chart(position(point("2026-03-01", 10)))
    assert chart
    assert [shape.many for shape in chart.shapes] == [1]


def test_points_with_no_date_stand_at_the_end() -> None:
    chart = position_chart(position(point(None, 1), point("2026-03-01", 1)))
    assert chart
    assert [tick.label for tick in chart.ticks] == ["1 March 2026", "no date"]
    chart = position_chart(position(point(None, 1), point(None, -1)))
    assert chart
    assert [tick.label for tick in chart.ticks] == ["no date"]


def test_two_hundred_points_stay_small_and_inside() -> None:
    points = [point(f"2026-{1 + n // 28:02}-{1 + n % 28:02}", (n % 41) / 2 - 10) for n in range(200)]
    chart = position_chart(position(*points))
    assert chart
    assert sum(shape.many for shape in chart.shapes) == 200
    assert sum(len(shape.path) for shape in chart.shapes) < 14_000


def test_a_score_off_the_scale_stays_on_the_chart() -> None:
    chart = position_chart(position(replace(point("2026-03-01", 1), score=99.0), point("2026-03-02", -99.0)))
    assert chart
    assert [shape.path for shape in chart.shapes] == [
        shape.path
        for shape in position_chart(position(point("2026-03-01", 10), point("2026-03-02", -10))).shapes  # type: ignore[union-attr]
    ]
