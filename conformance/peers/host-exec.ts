import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { done, type Outcome, refused } from '../../sim/core/outcome.js';
import { pathWithBubblewrap } from './bubblewrap.js';
import { nameOf, type PeerHost } from './every-host.js';
import { outputOf } from './program.js';

/** Runs a program of this machine inside a simulated host and gives what it prints. */
export type HostExec = (host: PeerHost, command: readonly string[]) => Promise<Outcome<string, string>>;

/** `fauxmetal host exec` as built; or why it does not run here, in the words of the command itself. */
export async function findHostExec(): Promise<Outcome<HostExec, string>> {
  if (!existsSync(fauxmetal)) return refused('fauxmetal is not built: npm run build');
  const env = { PATH: await pathWithBubblewrap() };
  const trial = await outputOf(process.execPath, [fauxmetal, 'host', 'exec', 'genoa', '--', 'true'], { env });
  if (!trial.ok) return refused(`host exec does not run here: ${trial.reason}`);
  return done((host, command) =>
    outputOf(process.execPath, [fauxmetal, 'host', 'exec', ...nameOf(host).split(' '), '--', ...command], { env }),
  );
}

/** The command as built; another build of it where the environment names one. */
export const fauxmetal = process.env.PEERS_FAUXMETAL ?? join(import.meta.dirname, '..', '..', 'dist', 'scripts', 'fauxmetal.js');
