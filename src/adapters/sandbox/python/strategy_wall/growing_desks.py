"""Strategies, one for each symbol, that know the bars they have been sent and no others."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from strategy_wall.bar_store import BarStore
from strategy_wall.channel import FloatArray
from strategy_wall.column_history import ColumnHistory
from strategy_wall.desk import Making, Position, StrategyDesk
from strategy_wall.indicators import Computed
from strategy_wall.trouble import Refusal


class Threw(Exception):
    """The strategy raised, or returned what cannot be read, at a bar of a symbol."""

    def __init__(self, symbol: int, bar: int, refusal: Refusal) -> None:
        super().__init__(refusal.what)
        self.symbol = symbol
        self.bar = bar
        self.refusal = refusal


class Grown:
    """One symbol: its bars, what was told of them, and the strategy that computes on them."""

    def __init__(self, place: int, store: BarStore, desk: StrategyDesk) -> None:
        self.place = place
        self.store = store
        self.desk = desk
        self.history = ColumnHistory()
        self.told: Dict[int, str] = {}
        self.positions: Dict[int, Sequence[Position]] = {}
        self.computed: Optional[Computed] = None
        self.shown = store
        self.has_other_decision = False

    def compute(self, shown: BarStore) -> None:
        """Computes the indicators as soon as there is a bar to be asked about."""
        if len(self.store) <= self.desk.warmup:
            return
        self.shown = shown
        try:
            self.computed = self.desk.prepare(shown)
        except Refusal as error:
            raise Threw(self.place, max(0, len(self.store) - 1), error) from error

    def changes(self) -> List[Dict[str, Any]]:
        """Rows that were told otherwise before."""
        return [] if self.computed is None else self.history.compare(self.computed.columns)

    def ask(self, bar: int) -> Tuple[List[Dict[str, Any]], str]:
        """What is wanted after a bar, as it travels and as it is compared."""
        if self.computed is None:
            return [], ""
        try:
            asked = self.desk.ask(bar, [dict(each) for each in self.positions.get(bar, ())])
        except Refusal as error:
            raise Threw(self.place, bar, error) from error
        return ([], "") if asked is None else ([asked.words(bar)], asked.text())

    def other_decision(self, bar: int, after: str) -> List[Dict[str, Any]]:
        """The first decision that was told otherwise before."""
        before = self.told.get(bar, "")
        if before == after or self.has_other_decision:
            return []
        self.has_other_decision = True
        return [{"kind": "decision", "bar": bar, "before": before, "after": after}]


Told = Tuple[Dict[str, Any], FloatArray]


class GrowingDesks:
    """
    With every step the strategies compute and decide again; what they told of earlier bars is held
    against what they say of them now. They are first asked with one bar more than their warm-up.
    """

    def __init__(self, making: Making, symbols: Sequence[Mapping[str, Any]]) -> None:
        self._making = making
        self._grown = [
            Grown(place, BarStore(each["closes"]), StrategyDesk(making, each["symbol"]))
            for place, each in enumerate(symbols)
        ]

    def traits(self) -> List[Dict[str, Any]]:
        """What the strategies say of themselves, one for each symbol."""
        return [each.desk.traits() for each in self._grown]

    def receive(
        self, symbol: int, bars: FloatArray, positions: Sequence[Mapping[str, Any]]
    ) -> None:
        """Adds bars and the positions that were open at them."""
        grown = self._grown[symbol]
        if bars.shape[1] > 0:
            grown.store.add(bars)
        for each in positions:
            grown.positions[each["bar"]] = each["positions"]

    def grow(self, places: Sequence[int]) -> List[Told]:
        """
        Goes on by one close: the strategies of some symbols compute, and are asked about their
        last bar only.
        """
        grown = [self._grown[place] for place in places]
        for each in grown:
            each.compute(each.store)
        return [self._grow_one(each) for each in grown]

    def start_anew(self, noise: Mapping[int, FloatArray]) -> List[Told]:
        """
        New strategies compute on all bars, made-up ones behind them, and are asked about all of
        them from the start.
        """
        for each in self._grown:
            each.computed = None
            each.desk = self._open_desk(each)
            each.compute(each.store.copy_with(noise.get(each.place)))
        changes = [each.changes() for each in self._grown]
        decisions: List[Dict[int, Tuple[List[Dict[str, Any]], str]]] = [{} for _ in self._grown]
        for place, bar in self._timeline():
            each = self._grown[place]
            words, text = each.ask(bar)
            if bar < each.history.rows:
                changes[place].extend(each.other_decision(bar, text))
            elif words:
                decisions[place][bar] = (words, text)
        return [growth_of(each, changes[each.place], decisions[each.place]) for each in self._grown]

    def _grow_one(self, grown: Grown) -> Told:
        changes = grown.changes()
        bar = len(grown.store) - 1
        words, text = grown.ask(bar)
        return growth_of(grown, changes, {bar: (words, text)} if words else {})

    def _open_desk(self, grown: Grown) -> StrategyDesk:
        try:
            return StrategyDesk(self._making, grown.desk.symbol)
        except Refusal as error:
            raise Threw(grown.place, max(0, len(grown.store) - 1), error) from error

    def _timeline(self) -> List[Tuple[int, int]]:
        """
        Symbols and bars that can be asked about in the order of a run: by close time, and by
        symbol within one.
        """
        asked = [each for each in self._grown if each.computed is not None]
        if len(asked) == 1:
            return [(asked[0].place, bar) for bar in range(len(asked[0].store))]
        closes = [
            (time, each.place, bar)
            for each in asked
            for bar, time in enumerate(each.store.close_times().tolist())
        ]
        return [(place, bar) for _, place, bar in sorted(closes)]


def growth_of(
    grown: Grown,
    changes: List[Dict[str, Any]],
    decisions: Mapping[int, Tuple[List[Dict[str, Any]], str]],
) -> Told:
    """What came of a step for one symbol, and the rows that were not told before."""
    start = grown.history.rows
    computed = grown.computed
    names = [] if computed is None else list(computed.columns)
    until = start if computed is None else len(grown.store)
    rows = grown.history.take({} if computed is None else computed.columns, names, until)
    for bar, (_, text) in decisions.items():
        grown.told[bar] = text
    words = {
        "symbol": grown.place,
        "from": start,
        "until": until,
        "columns": names,
        "decisions": [each for found, _ in decisions.values() for each in found],
        "changes": changes,
    }
    return words, rows
