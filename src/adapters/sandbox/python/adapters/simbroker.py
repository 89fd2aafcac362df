"""The simulated broker: what it is made with, and its place in the engine."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence

from adapters.engine_link import Answer, EngineError, engine
from strategy_wall.channel import NO_FLOATS, FloatArray

DEFAULT_SYMBOL = "ASSET"


class SimBroker:
    """
    A broker of the engine. `config` has the keys of a configuration of `conclave backtest`, such as
    initial_cash, fee_taker, slippage, risk; what is left out has the default of a run.
    """

    def __init__(
        self,
        config: Optional[Mapping[str, Any]] = None,
        *,
        seed: int = 1,
        symbols: Sequence[str] = (),
    ) -> None:
        self.config: Dict[str, Any] = {
            name: value for name, value in (config or {}).items() if name != "version"
        }
        self.seed = seed
        self.symbols: List[str] = list(symbols)
        self._session: Optional[int] = None
        self._is_touched = False
        self._nameless_bars: List[Mapping[str, Any]] = []

    @property
    def symbol(self) -> str:
        """The symbol that is meant where none is named."""
        return self.symbols[0] if self.symbols else DEFAULT_SYMBOL

    def begin(self, symbols: Sequence[str], seed: Optional[int] = None) -> None:
        """Starts a run of its own in the engine, without anything of those before."""
        names = list(symbols)
        body = {"kind": "open", "symbols": names, "config": self.config}
        opened = engine().ask({**body, "seed": self.seed if seed is None else seed})
        self._session = int(opened.body["session"])
        self._is_touched = False
        self._nameless_bars = []

    def ask(self, kind: str, fields: Mapping[str, Any], floats: FloatArray = NO_FLOATS) -> Answer:
        """Asks the engine about this broker; it is opened when it is first asked."""
        session = self._open_session()
        if kind == "step" and not self.symbols:
            self._nameless_bars.append(fields["bar"])
        else:
            self._is_touched = True
        return engine().ask({"kind": kind, "session": session, **fields}, floats)

    def look(self, kind: str) -> Answer:
        """Asks for what changes nothing."""
        return engine().ask({"kind": kind, "session": self._open_session()})

    def learn_symbol(self, symbol: object) -> None:
        """
        Takes the symbol of the first request over, where none was given before. Bars that were
        stepped through until then were those of this symbol: a new run steps through them again.
        """
        if not isinstance(symbol, str) or self.symbols:
            return
        if self._is_touched:
            raise EngineError(f"`{symbol}` comes after requests without a symbol")
        bars = self._nameless_bars
        self.symbols = [symbol]
        self._session = None
        for bar in bars:
            self.ask("step", {"bar": bar})

    def _open_session(self) -> int:
        if self._session is None:
            self.begin(self.symbols or [DEFAULT_SYMBOL])
        if self._session is None:
            raise EngineError("the engine opened no session")
        return self._session
