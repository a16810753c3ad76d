import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { domain } from './domain-files.js';
import type { ReleaseRoot, RunFolder } from './release-root.js';
import { virsh } from './run-table.js';

/**
 * What `virsh event --all --loop` of a release prints while something happens. It says nothing when it is ready, so a domain is
 * defined and undefined until it says so.
 */
export async function eventsDuring(
  root: ReleaseRoot,
  run: RunFolder,
  happening: () => Promise<void>,
): Promise<readonly string[]> {
  const [program, ...words] = root.commandLine(run.folder, ['virsh', '-c', 'qemu:///system', 'event', '--all', '--loop']);
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  const gone = new Promise((resolve) => child.on('close', resolve));
  const announce = async (name: string): Promise<void> => {
    for (let attempt = 0; attempt < attemptsMax && !text.includes(`'${name}'`); attempt += 1) {
      const file = run.put(`${name}.xml`, domain(name, '11111111-2222-4333-8444-0000000000ee'));
      await virsh(root, run, ['define', file]);
      await virsh(root, run, ['undefine', name]);
      await setTimeout(pauseMs);
    }
  };
  try {
    await announce('first');
    await happening();
    await announce('last');
  } finally {
    child.kill();
    await gone;
  }
  return text.split('\n').filter((line) => line !== '' && !/'(first|last)'/.test(line));
}

const attemptsMax = 40;
const pauseMs = 100;
