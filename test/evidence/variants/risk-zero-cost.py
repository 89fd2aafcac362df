from dataclasses import dataclass, field
from decimal import Decimal

FEE = 0.0
fee = 0  # hit
fees = 0.0  # hit
commission = 0.  # hit
slippage = 0e0  # hit
fee = -0.0  # hit
fee = (0)  # hit
fee = Decimal("0")  # hit
fee = Decimal("0.0004")
fee = float(rate)
fee = None
fee = ""
fee = 0.0004
fee = 1
fee = 10
fee = 0.1
fee == 0
fee, volume = 0, 10  # hit
volume, (slippage, fee) = 1, (0.1, 0.2)
volume, (slippage, fee) = 1, (0.1, 0)  # hit
gross, fee_tier = 0.0, 0
fee = fees = total  = 0.0  # hit
self.fee = 0  # hit
config["fee"] = 0  # hit
config["costs"]["slippage"] = 0.0  # hit
config["fee"]["maker"] = 0
config.fee.maker = 0
broker = Broker(
    cash=1,
    fee=0,  # hit
    slippage=0.0001,
    commission=0.0,  # hit
)
profile = {"fee": 0, "commission": 0.1}  # hit
profile = {
    "cash": 0,
    'slippage': 0.0,  # hit
    "slippage_bps": 0,
    fee: 0,  # hit
}
total_fees = 0.0
slippage_bps = 0
fee += 0
if (fee := 0):  # hit
    pass
print("fee = 0")


@dataclass
class Costs:
    commission: float = 0.0  # hit
    slippage: float = field(default=0.0)  # hit
    fee: float
    fees: float = field(default=0.1)


def run(bars, fee=0.0, *, slippage: float = 0, cash=0):  # hit
    return lambda commission=0.001: commission
