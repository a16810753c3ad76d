import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { done, type Outcome, refused } from '../../../sim/core/outcome.js';
import { cached } from '../peer-cache.js';
import { outputOf, run } from '../program.js';

/** Version of go-sev-guest. */
export const goSevGuestVersion = '0.15.0';

const tool = 'github.com/google/go-sev-guest/tools/check';

/** The command `check` of go-sev-guest, built once from its module; its path, or why there is none. */
export async function builtCheck(): Promise<Outcome<string, string>> {
  if ((await run('go', ['version'])).code !== 0) return refused('there is no Go toolchain (go) here');
  const folder = await cached(join('built', `go-sev-guest-check-${goSevGuestVersion}`), async (staging) => {
    const modules = join(staging, 'modules');
    const env = { CGO_ENABLED: '0', GOMODCACHE: modules, GOFLAGS: '-mod=mod -modcacherw -buildvcs=false' };
    const lines = ['module fauxmetal.invalid/check', 'go 1.24.0', `require github.com/google/go-sev-guest v${goSevGuestVersion}`];
    writeFileSync(join(staging, 'go.mod'), `${lines.join('\n')}\n`);
    const built = await outputOf('go', ['build', '-trimpath', '-o', 'program', tool], { cwd: staging, env });
    rmSync(modules, { recursive: true, force: true });
    return built;
  });
  return folder.ok ? done(join(folder.value, 'program')) : folder;
}
