import { join } from 'node:path';
import type { Outcome } from '../../../sim/core/outcome.js';
import { builtGo } from '../built-programs.js';
import { goSevGuestVersion } from './built-check.js';

/** The program of `go-sev-guest.go`, with the library in it, built once; its path, or why there is none. */
export function builtLibrary(): Promise<Outcome<string, string>> {
  return builtGo(join('snp', 'go-sev-guest'), ['go 1.24.0', `require github.com/google/go-sev-guest v${goSevGuestVersion}`]);
}
