import { done, type Outcome } from '../../../core/outcome.js';
import { type DocumentProblem, problem } from './document-problem.js';

/**
 * A size in KiB, rounded up, from a number and its `unit` (default KiB). `./memory[1]` and the like name the place in errors.
 * Source: libvirt 11.3.0 `src/util/virutil.c` `virScaleInteger`, `src/conf/domain_conf.c` `virDomainParseMemory`.
 */
export function kibOf(text: string, unit: string | undefined, place: string): Outcome<bigint, DocumentProblem> {
  if (!/^\s*\+?\d{1,19}\s*$/.test(text)) {
    return problem('xml', `Invalid value '${text}' for element or attribute '${place}'`, 'xml');
  }
  const scale = scaleOf(unit ?? 'KiB');
  if (scale === undefined) return problem('invalid-argument', `unknown suffix '${unit}'`, 'none');
  return done((BigInt(text.trim()) * scale + 1023n) / 1024n);
}

/** `b` and `bytes` are bytes; `k`, `KiB` powers of 1024, `KB` of 1000. */
function scaleOf(unit: string): bigint | undefined {
  if (/^(b|bytes?)$/i.test(unit)) return 1n;
  const [, letter = '', base] = /^([kmgtpe])(b|ib)?$/i.exec(unit) ?? [];
  if (letter === '') return undefined;
  const power = BigInt('kmgtpe'.indexOf(letter.toLowerCase()) + 1);
  return (base?.toLowerCase() === 'b' ? 1000n : 1024n) ** power;
}
