import { spawnSync } from 'node:child_process';
import { findBubblewrap } from '../sandbox/bubblewrap.js';
import { firstLine, userNamespaces } from '../sandbox/user-namespaces.js';
import { installCommand } from './package-manager.js';
import { type WantedProgram, wantedPrograms } from './programs.js';

/** One thing that was looked at. */
export interface Finding {
  readonly name: string;
  readonly state: 'ok' | 'missing' | 'broken';
  readonly neededFor: string;
  /** Without it nothing works. */
  readonly core: boolean;
  readonly version?: string;
  /** What is wrong, unless it is just not installed. */
  readonly problem?: string;
  /** The command or the change that helps. */
  readonly fix?: string;
}

/** Looks at this machine. Every program is started once, to see that it runs. */
export function examine(): readonly Finding[] {
  return [node(process.versions.node), bubblewrap(), namespaces(), ...wantedPrograms.map(program)];
}

/** Oldest Node.js that works: see `engines` in package.json. */
const oldestNode = [20, 19] as const;

/** Judges a version of Node.js, `20.19.0`. */
export function node(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const recent = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  const found = { name: 'node', neededFor: 'everything', core: true, version };
  if (recent) return { ...found, state: 'ok' };
  const problem = `${oldestNode.join('.')} is the oldest that works`;
  return { ...found, state: 'broken', problem, fix: 'see nodejs.org/download' };
}

function bubblewrap(): Finding {
  const about = { name: 'bubblewrap', neededFor: 'host exec', core: false };
  const found = findBubblewrap();
  if (found.state === 'ok') return { ...about, state: 'ok', version: found.version };
  const { state, problem, fix } = found;
  return { ...about, state, fix, ...(state === 'broken' && { problem }) };
}

function namespaces(): Finding {
  const about = { name: 'user namespaces', neededFor: 'host exec as a user', core: false };
  const { usable, ...rest } = userNamespaces();
  return { ...about, state: usable ? 'ok' : 'broken', ...rest };
}

function program({ name, commands, versionArguments, neededFor, packages }: WantedProgram): Finding {
  const about = { name, neededFor, core: false };
  const asked = commands.map((command) => spawnSync(command, [...versionArguments], { encoding: 'utf8' }));
  const answer = asked.find(({ error }) => error === undefined);
  if (answer === undefined) return { ...about, state: 'missing', fix: installCommand(packages) };
  const said = firstLine(`${answer.stdout}\n${answer.stderr}`);
  if (answer.status === 0) return { ...about, state: 'ok', version: /\d+(\.\d+)*/.exec(said)?.[0] ?? said };
  return { ...about, state: 'broken', problem: said, fix: installCommand(packages) };
}
