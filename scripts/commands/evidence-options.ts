import type { Argv } from 'yargs';
import { type HostArguments, hostOptions } from './host-options.js';

/** Flags of whatever makes evidence. */
export interface EvidenceArguments extends HostArguments {
  readonly name: string | undefined;
  readonly 'report-data': string;
  readonly out: string | undefined;
}

/** Declares the flags shared by reports and quotes. */
export function evidenceOptions<Arguments>(yargs: Argv<Arguments>) {
  return hostOptions(yargs)
    .option('name', { type: 'string', describe: 'name of the host: another name, another chip; default: the machine id' })
    .option('report-data', {
      type: 'string',
      default: '',
      describe: 'what the evidence is bound to, up to 64 bytes in hexadecimal, or @FILE; zeros follow',
    })
    .option('out', { type: 'string', describe: 'file for the bytes; what it takes to verify them goes beside it' });
}
