/** Markets, orders and money: English words, a bar, French words of one meaning in each line. */
export const tradingTerms = `
account, balance | compte, solde
arbitrage | arbitrage
ask price, bid, quote | cours acheteur, cours vendeur, cotation
asset, instrument, symbol, ticker | actif, instrument, symbole
backtest, backtesting, historical simulation | backtest, test rétrospectif, simulation historique
bar, candle, candles, candlestick | barre, bougie, bougies, chandelier
bear market, bull market | marché baissier, marché haussier
binary mode | mode binaire
book, order book | carnet d'ordres, carnet
broker, brokerage | courtier, courtage, broker
buy, long, purchase | acheter, achat, buy
buy and hold | acheter et conserver
capital, equity, funds | capital, fonds, capitaux
circuit breaker | coupe-circuit, disjoncteur
commission, fee, fees, trading cost | commission, frais, frais de courtage
cost, price, fee, expense, charge, bill, spend, spent, spending, how expensive | coût, prix, tarif, frais, dépense, facture, dépenser, coûter
crypto, cryptocurrency, coin, token | crypto, cryptomonnaie, jeton, cryptos
currency, money, dollar, dollars, usd | devise, monnaie, argent, dollar, dollars, usd
curve, equity curve, balance over time | courbe, courbe de capital
derivative, future, futures, option | dérivé, contrat à terme, option
dividend, yield | dividende, rendement
drawdown, maximum drawdown | drawdown, repli maximal, perte maximale
entry, enter a position, entry signal | entrée, entrer en position, signal d'entrée
exchange, venue, market place | bourse, place de marché, plateforme d'échange
execute, execution, order execution | exécution, exécuter
exit, leave a position, exit signal | sortie, sortir, signal de sortie
expectancy, expected gain | espérance, gain espéré
exposure, open position, open positions | exposition, position ouverte, positions ouvertes
fill, filled order, fill price | exécution, ordre exécuté, prix d'exécution
finops, token cost | finops, coût en jetons
gain, profit, earn, win, profitable | gain, bénéfice, gagner, profit, rentable
hedge, hedging | couverture, couvrir
historical data, price history | données historiques, historique des cours
horizon, holding period | horizon, durée de détention
indicator, indicators, technical indicator | indicateur, indicateurs, indicateur technique
kill switch, kill-switch, killswitch, emergency stop, quarantine | arrêt d'urgence, coupe-circuit, killswitch, kill switch, quarantaine, mise en quarantaine
leverage, margin | levier, effet de levier, marge
limit order, stop order, market order | ordre à cours limité, ordre stop, ordre au marché
liquidate, liquidation, flatten, close all | liquider, liquidation, solder
liquidity, liquid | liquidité, liquide
live trading, real money, trade live, real trading | trading réel, argent réel, production réelle, en réel
lose money, losing money, loss, unprofitable, negative pnl | perdre de l'argent, perte, non rentable, pnl négatif, perdent
lot, lot size | lot, taille de lot
market, markets, market session | marché, marchés, séance de marché
market maker, maker, taker | teneur de marché
monte carlo | monte carlo
order, orders, place an order, order request | ordre, ordres, passer un ordre, demande d'ordre
paper trading, simulated trading | trading simulé, trading fictif
pnl, profit and loss, p&l | pnl, profits et pertes, résultat
portfolio | portefeuille
position, positions | position, positions
position size, sizing, order size | taille de position, dimensionnement
price, prices, quotation | prix, cours, cotation
realism, market realism | réalisme, réalisme de marché
rebalance, rebalancing | rééquilibrer, rééquilibrage
return, returns, performance | rendement, rendements, performance
risk, risk management, risk engine | risque, gestion du risque, moteur de risque
sell, short, sale | vendre, vente, sell
sharpe, sortino, ratio, risk-adjusted | sharpe, sortino, ratio, ajusté du risque
signal, trading signal | signal, signal de trading
simulate, simulation, simulator, simulated | simuler, simulation, simulateur, simulé
slippage | glissement, slippage
spread | écart, fourchette, spread
stake, at stake | enjeu, en jeu, mise
stop loss, stop-loss, sl | stop-loss, stop, perte limite, sl
strategy, strategies | stratégie, stratégies
take profit, take-profit, tp | prise de profit, take-profit, tp, prise de bénéfice
tick, tick size | tick, pas de cotation
timezone, time zone | fuseau, fuseau horaire
trade, trades, trading, transaction | trade, trades, transaction, opération, négocier, négociation
trade execution parameters, pte | paramètres de trade, pte, paramètres d'exécution
trader | trader, opérateur de marché
turnover | rotation, volume échangé
universe, universe of assets | univers, univers d'actifs
volatility, volatile, atr | volatilité, volatil, atr
volume, traded volume | volume, volume échangé
wallet | portefeuille, porte-monnaie
win rate, hit rate | taux de réussite, taux de gain
open a trade, take a position, trade signal, entry | ouvrir une position, prendre position, entrée
position, trade, deal | position, trade, opération
no trades, does not trade, not trading | aucun trade, pas de trade
live, live mode, real account, production trading, go live, real production | réel, mode réel, compte réel, production réelle
fee schedule, tariff | grille tarifaire, barème
overspend, budget exceeded, over budget, budget overrun, out of budget | dépassement de budget, budget dépassé, hors budget
dollar, dollars, usd, $ | dollar, dollars, usd, $
euro, euros, eur | euro, euros, eur
limit violation, risk limit | dépassement de limite, limite de risque
market data, feed | données de marché, flux de marché
risk appetite | appétence au risque
dispute | litige, contestation
income, revenue | revenu, chiffre d'affaires
`;
