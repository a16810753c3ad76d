import { existsSync } from 'node:fs';
import { UsageError } from '../../sim/core/usage-error.js';
import { certificatesFile, certificatesIn, collateralFile, collateralIn } from '../attest/evidence-files.js';
import type { Expected } from '../attest/expected.js';
import { contentOf, hexBytes } from '../attest/hex-bytes.js';
import { verifyQuote } from '../attest/verify-quote.js';
import { verifyReport } from '../attest/verify-report.js';
import { secondsNow } from '../serve/http/seconds-now.js';
import type { Terminal } from '../terminal.js';
import { type Command, verb } from './command.js';

interface VerifyArguments {
  readonly file: string;
  readonly 'report-data': string | undefined;
  readonly root: readonly string[];
  readonly beside: string | undefined;
  readonly 'allow-debug': boolean;
  readonly at: string | undefined;
  readonly json: boolean;
}

/** `fauxmetal attest verify`: is evidence genuine, and is it as asked? */
export const attestVerifyCommand: Command = (terminal) =>
  verb(terminal, {
    command: 'verify <file>',
    describe: 'is a report or a quote genuine and bound to what it should be? exit code 1 and one reason when not',
    builder: (yargs) =>
      yargs
        .positional('file', { type: 'string', demandOption: true, describe: 'bytes of a report or a quote' })
        .option('report-data', {
          type: 'string',
          describe: 'what it must be bound to, in hexadecimal or @FILE; default: nothing is asked of that',
        })
        .option('root', {
          type: 'string',
          array: true,
          default: [],
          describe: 'PEM file with roots to trust instead of the simulated ones',
        })
        .option('beside', {
          type: 'string',
          describe:
            'certificates (PEM) of a report, or collateral (JSON) of a quote; default: FILE.certs.pem, FILE.collateral.json',
        })
        .option('allow-debug', { type: 'boolean', default: false, describe: 'take guests that their host can debug' })
        .option('at', { type: 'string', describe: 'time of the verification, as in 2026-06-01T00:00:00Z; default: now' })
        .example('$0 attest verify report.bin --report-data 00ff', 'a report, with report.bin.certs.pem')
        .example('$0 attest verify quote.bin --root other-root.pem', 'a quote nobody can trust who trusts that root'),
    handler: (flags) => verifyFile(flags, terminal),
  });

function verifyFile(flags: VerifyArguments, terminal: Terminal): void {
  const bytes = contentOf(flags.file);
  const { 'report-data': data } = flags;
  const expected: Expected = {
    ...(data !== undefined && { reportData: hexBytes('report-data', data, 64) }),
    roots: flags.root,
    allowDebug: flags['allow-debug'],
    nowSeconds: flags.at === undefined ? Math.floor(secondsNow(terminal)()) : secondsIn(flags.at),
  };
  const kind = kindOf(bytes);
  const verdict = kind === 'report' ? reportVerdict(bytes, flags, expected) : quoteVerdict(bytes, flags, expected);
  if (flags.json) terminal.print(`${JSON.stringify({ kind, ...verdict }, undefined, 2)}\n`);
  else if (verdict.genuine) terminal.print(`genuine ${kind}\n${JSON.stringify(verdict.claims, undefined, 2)}\n`);
  else terminal.print(`refused ${kind}: ${verdict.message} (${verdict.code})\n`);
  process.exitCode = verdict.genuine ? 0 : 1;
}

function reportVerdict(bytes: Buffer, { file, beside }: VerifyArguments, expected: Expected) {
  const certificates = beside ?? certificatesFile(file);
  return verifyReport(bytes, beside !== undefined || existsSync(certificates) ? certificatesIn(certificates) : [], expected);
}

function quoteVerdict(bytes: Buffer, { file, beside }: VerifyArguments, expected: Expected) {
  const collateral = beside ?? collateralFile(file);
  return verifyQuote(bytes, beside !== undefined || existsSync(collateral) ? collateralIn(collateral) : undefined, expected);
}

/** Quotes have the kind of their key in bytes 2 and 3, where reports have the upper half of their version: zeros. */
function kindOf(bytes: Buffer): 'report' | 'quote' {
  return bytes.length >= 4 && bytes.readUInt16LE(2) !== 0 ? 'quote' : 'report';
}

function secondsIn(text: string): number {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) throw new UsageError(`--at "${text}" is no time`, { fix: 'write 2026-06-01T00:00:00Z' });
  return Math.floor(milliseconds / 1000);
}
