import type { KataQuirk } from './quirk.js';

/** The interrupt controller of protected guests is the kernel’s alone. */
export const wholeIrqchip: KataQuirk = {
  name: 'whole-irqchip',
  sentence: 'The interrupt controller of protected guests is the kernel’s alone.',
  releases: [],
  source: 'synthetic',
  killedBy: 'kata/command-line/split-irqchip',
  choices: { splitsIrqchip: false },
};
