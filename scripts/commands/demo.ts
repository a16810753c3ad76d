import { type Command, verbGroup } from './command.js';
import { demoCocoSnpCommand } from './demo-coco-snp.js';
import { demoKubevirtTdxCommand } from './demo-kubevirt-tdx.js';

/** `fauxmetal demo`: whole stories on simulated hosts. */
export const demoCommand: Command = (terminal) =>
  verbGroup(
    'demo',
    'tell a whole story of attestation on simulated hosts, each step as an operator sees it',
    [demoCocoSnpCommand, demoKubevirtTdxCommand],
    terminal,
  );
