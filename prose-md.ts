import { plainText } from './src/kernel/markdown/plain-text.ts';
import { plainBlock } from './src/kernel/markdown/plain-block.ts';
const lines = `The label of bar t+1 enters the features of bar t; the reported F1 cannot be trusted.
\`shift(-1)\` flows into \`mom_1\`; use \`shift(1)\` instead.
train_test_split(shuffle=True) leaks; so does __init__ of the scaler and _private_state.
Sharpe falls from 1.8 to 0.9 (-50 %), p < 0.05, n >= 30, x * y * z, 2 ** 3 and a_b_c.
**Blocker:** the fee is 0 bps; break-even is 0.07 %. *Not* acceptable, _really_.
Use \`float | None\` or dict[str, int]; see config/backtest.yml:9 and src/**/*.py.
The stop at $101.50 costs ~5 % of $20,000, i.e. ~$1,000.
PnL = sum(q_i * (p_i - f_i)) - c * |delta|, with |x| <= 1.
See https://scikit-learn.org/stable/modules/cross_validation.html for TimeSeriesSplit.
See [the guide](https://scikit-learn.org/stable/) and [ADR-15](docs/adr/0015.md).
@staticmethod and @pytest.fixture are decorators; ask @alice (or mail a.b@example.com).
As in #812 and PR #7, commit 3fa9c2d1, F-3fa9c2d1.
Regex ^\\d+\\.\\d{2}$ and path C:\\temp\\new; a newline is \\n.
if a<b and c>d: List[int], Dict<str, int>, Optional[float] -> None
R&D, S&P 500, AT&T; 3 & 4 && 5
df['close'].rolling(20).mean() and df.loc[df["x"] > 0, 'y'] = 1
np.random.seed(42); random_state=None; **kwargs; *args; --flag; -x
# of trades: 12; C#; F#; a/b; and/or; w/o; 24/7; n/a
2024-01-01T00:00:00Z to 2024-12-31; 1000000 rows; 0.12345678
"quoted" and 'quoted' and “quoted” — done … (see §4.2)
Yes! Great [sic] idea: TODO(me): fix it; it resolves nothing.
1. First thing
10) ten
- one
+5 % in one day; -3 % the next
~50 trades and ~60 fills
/usr/bin/python is used; and /etc/hosts
Fix the split: fixes leak; close to zero; resolved in 2.0
日本語のテスト@example-team です。
key:value; std::vector; a:b:c; 12:30:45; time: 5`.split('\n');
for (const l of lines) console.log(plainText(l, 300));
console.log('---'); console.log(plainText('Two problems:\n\n1. The scaler is fitted on all rows.\n2. Fees are zero\n3. No seed\n\nFix both.', 300));
console.log(plainText('Problems:\n- The scaler\n  is fitted on all rows\n- Fees are zero\n\n```python\nx = 1\ny = 2\n```\nThen run it.', 300));
console.log('---'); console.log(plainBlock('## Two problems\n\n- The **scaler**\n  is fitted\n- Fees are zero\n\n1. a\n2. b\n\n```python\nfor x in y:\n    z = `q`\n\n    pass\n```\nThen run it.\n\n> quote\n\n| a | b |\n|---|---|\n| 1 | 2 |', 900));
console.log('---'); console.log(plainText('The quick brown fox jumps over the lazy dog', 30), '|', plainText('The `quick_brown_fox_jumps_over` dog', 30), '|', plainText('a'.repeat(50), 20), '|', plainText('hello world', 5));
