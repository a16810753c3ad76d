import { conformanceSuite } from '../index.js';

conformanceSuite({ machines: ['genoa'], seed: 3, runs: 0, quirks: ['label-value-empty'] });
