import { conformanceSuite } from '../index.js';

conformanceSuite({ machines: ['skylake'], seed: 3, runs: 5 });
