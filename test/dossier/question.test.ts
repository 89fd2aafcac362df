import { describe, expect, it } from 'vitest';
import { demandEnglish, foreignLanguageOf } from '../../src/dossier/question.ts';
import { AppError, renderError } from '../../src/kernel/app-error.ts';

describe('foreignLanguageOf', () => {
  it.each([
    'Does the new feature leak information from the next bar into training?',
    'Is the walk-forward split purged, and are Sharpe, Sortino and max drawdown computed net of fees?',
    'Check n_jobs=-1, XGBoost early_stopping_rounds, DMatrix dtypes and the Feast/MLflow wiring.',
    'ADR-15 vs. ADR-61: Hamilton DAG or Airflow task for OHLCV resampling in src/commun/pipeline?',
    'kill-switch, SL/TP brackets, funding-rate arbitrage on BTC-PERP: sizing ok?',
    'Sharpe 2.1 > 1.5? p-value < 0.05? AUC drift? PSI > 0.2?',
    'Review the calibration refactor (isotonic regression on X_val, y_val); any TimeSeriesSplit embargo issue?',
    'LSTM vs TCN baseline, dropout=0.3, batch_size=512, lr=3e-4, does the ablation support the claim?',
    'Why does momentum.py import pandas_ta when requirements.txt pins ta-lib only?',
    'Please look at the naming of Müller, García and Dvořák in the author list.',
  ])('takes English with the jargon of the field: %s', async (text) => {
    expect(await foreignLanguageOf(text)).toBeNull();
  });

  it.each([
    ['fr', 'Est-ce que la nouvelle variable utilise des informations du futur pendant la phase entraînement ?'],
    ['fr', 'Le backtest tient-il compte des frais et du slippage sur chaque ordre passé par la stratégie ?'],
    ['de', 'Verwendet das neue Merkmal Informationen aus der Zukunft, während das Modell trainiert wird?'],
    ['es', '¿La nueva característica utiliza información del futuro durante el entrenamiento del modelo?'],
    ['it', 'La nuova variabile utilizza informazioni dal futuro durante la fase di addestramento del modello?'],
    ['nl', 'Gebruikt de nieuwe variabele informatie uit de toekomst tijdens het trainen van het model?'],
    ['ja', 'この新しい特徴量は、学習の際に未来の情報を使っていませんか。手数料は考慮されていますか。'],
  ])('tells %s: %s', async (language, text) => {
    expect(await foreignLanguageOf(text)).toBe(language);
  });

  it.each([
    'Est-ce que ça fuit ?',
    'Ist das kausal? 12345678901234567890',
    '',
    '!!! ??? 1234567890 1234567890 1234567890',
  ])('takes a text of fewer than 25 letters as it is: %s', async (text) => {
    expect(await foreignLanguageOf(text)).toBeNull();
  });
});

describe('demandEnglish', () => {
  it('lets an English question pass', async () => {
    await expect(demandEnglish('Does this change leak future information into the features?')).resolves.toBeUndefined();
  });

  it('refuses another language and says why and what to do', async () => {
    const error = await demandEnglish('Est-ce que cette modification utilise des informations du futur ?').catch(
      (thrown: unknown) => thrown,
    );

    expect(error).toBeInstanceOf(AppError);
    expect(error instanceof AppError && renderError(error)).toBe(
      [
        '--question: the question is not in English (it reads as "fr")',
        '  expected English: documents are found and cited by the words of the question, and that fails across languages',
        '  Ask it in English; the reviewed text may be in any language.',
      ].join('\n'),
    );
  });
});
