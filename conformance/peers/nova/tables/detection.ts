import type { Json } from '../../../../sim/core/json.js';
import { questionAbout } from '../ask-nova.js';
import type { NovaHost } from '../nova-host.js';
import { fullDocument, oddHost } from '../odd-hosts.js';
import { both, flat, kernels, master, off, type Row, tdx } from './row.js';

/** What a host is found to support: SEV, SEV-ES, SEV-SNP, TDX, as far as a release asks; and the second answer where it differs. */
export function detectionRows(): readonly Row[] {
  const row = (about: string, releases: readonly string[], host: NovaHost, expected: readonly Json[]): Row => ({
    about,
    releases,
    question: questionAbout('detect', host),
    expected,
  });
  const truth = (sev: string, es: string, snp: string, types: readonly string[], expected: readonly Json[]): Row =>
    row(`sev ${sev} sev_es ${es} sev_snp ${snp} ${types}`, master, oddHost('', kernels(sev, es, snp, types)), expected);
  const types = ['sev', 'sev-snp'];
  return [
    truth(off, 'Y\n', 'Y\n', types, [false, false, false, false]),
    truth('Y\n', off, off, types, [true, false, false, false]),
    truth('Y\n', 'Y\n', off, types, [true, true, false, false]),
    truth('Y\n', 'Y\n', 'Y\n', types, [true, false, true, false]),
    truth('Y\n', off, 'Y\n', types, [true, false, true, false]),
    truth('Y\n', 'Y\n', 'Y\n', ['sev'], [true, false, false, false]),
    row('SNP does not hide SEV-ES yet', ['nova@2025.2', 'nova@2026.1'], oddHost('', kernels('Y\n', 'Y\n', 'Y\n')), [true, true]),
    row('there is SEV alone', flat, oddHost('', kernels('Y\n', 'Y\n', 'Y\n')), [true]),
    row('QEMU before 8.0.0', master, oddHost('', { ...kernels('Y\n', 'Y\n', off), qemu: 7_002_000 }), [
      true,
      false,
      false,
      false,
    ]),
    ...['1', '1\n', 'y', 'Y\n', ' yes ', 'ON\n', 'true\n', 't'].map((text) =>
      row(`kernel ${text}`, flat, oddHost('', { kernel: { sev: text } }), [true]),
    ),
    ...['', '\n', '2\n', '-1\n', 'off\n', '0\n', 'enabled'].map((text) =>
      row(`kernel ${text}`, flat, oddHost('', { kernel: { sev: text } }), [false]),
    ),
    ...['YES', 'Yes', 'true', '1', ''].map((sev) => row(`supported='${sev}'`, flat, oddHost('', both({ sev })), [false])),
    row('no x86', flat, oddHost('', { arch: 'aarch64' }), [false]),
    ...['abc', '0x10', '1.0'].map((maxGuests) =>
      row(`maxGuests ${maxGuests}`, flat, oddHost('', both({ maxGuests })), ['ValueError, then false']),
    ),
    row('maxGuests empty', flat, oddHost('', both({ maxGuests: '' })), ['TypeError, then false']),
    row('no list of types', master, oddHost('', both({ types: undefined })), [true, false, 'TypeError, then false', false]),
    row(
      'a failing machine type, then two',
      flat,
      oddHost('', { machines: { virt: 'fails', q35: fullDocument, pc: fullDocument } }),
      [true],
    ),
    row('one, a failing, one', flat, oddHost('', { machines: { q35: fullDocument, virt: 'fails', pc: fullDocument } }), [true]),
    row('two, then a failing one', flat, oddHost('', { machines: { q35: fullDocument, pc: fullDocument, virt: 'fails' } }), [
      false,
    ]),
    row('TDX', master, oddHost('', tdx()), [false, false, false, true]),
    row('TDX without host-passthrough', master, oddHost('', tdx({ config: { cpu_mode: 'host-model' } })), [
      false,
      false,
      false,
      false,
    ]),
  ];
}
