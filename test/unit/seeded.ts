import fc from 'fast-check';

// In CI the verdict depends on the change alone: the same examples every time. By hand each run draws new ones, and prints
// the seed of one that fails; `SEED=… npm run unit` draws those again.
const { CI, SEED = CI && '1' } = process.env;
if (SEED) fc.configureGlobal({ seed: Number(SEED) });
