import fc from 'fast-check';

/** One seed for every property, so that a run can be repeated; another one by `PROPERTY_SEED`, to look further. */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_261_120) });
