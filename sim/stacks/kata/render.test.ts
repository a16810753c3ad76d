import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { HostReader } from '../../contracts/reader.js';
import type { JsonObject } from '../../core/json.js';
import { exampleHost } from './example-host.js';
import { annotatedPod, exampleInitdata, examplePod, initdataText } from './example-pod.js';
import { kata } from './index.js';

const [amd, intel, none] = [exampleHost('amd'), exampleHost('intel'), exampleHost('none')];

function lineOf(pod: JsonObject, reader: HostReader, config: JsonObject = {}): readonly string[] {
  const decision = kata().render(pod, { name: 'h', reader }, config);
  if (!decision.rendered) throw new Error(decision.message);
  return decision.commandLine ?? [];
}

function messageOf(pod: JsonObject, reader: HostReader, config: JsonObject = {}): string {
  const decision = kata().render(pod, { name: 'h', reader }, config);
  return decision.rendered ? 'rendered' : decision.message;
}

/** Values of an option, in order. */
function valuesOf(line: readonly string[], option: string): readonly string[] {
  return line.flatMap((each, at) => (line[at - 1] === option ? [each] : []));
}

const objectOf = (line: readonly string[]): string => valuesOf(line, '-object')[0] ?? '';
const snpFile = (keys: JsonObject): JsonObject => ({ configuration: { 'qemu-snp': keys } });

describe('QEMU of a pod for SEV-SNP', () => {
  const line = lineOf(examplePod('kata-qemu-snp'), amd);

  it('is protected, measured and has the delivered policy', () => {
    expect(objectOf(line)).toBe('sev-snp-guest,id=snp,cbitpos=51,reduced-phys-bits=1,kernel-hashes=on,policy=196608');
    expect(valuesOf(line, '-machine')).toEqual(['q35,accel=kvm,kernel_irqchip=split,confidential-guest-support=snp']);
    expect(valuesOf(line, '-cpu')).toEqual(['EPYC-v4,pmu=off']);
    expect(valuesOf(line, '-bios')).toEqual(['/opt/kata/share/ovmf/AMDSEV.fd']);
  });

  it('has the memory of the sandbox and of its containers from the beginning, and no room for more', () => {
    expect(valuesOf(line, '-m')).toEqual(['2112M']);
  });

  it('has the C-bit where the first Zen had it', () => {
    const zen = exampleHost('amd', { '/proc/cpuinfo': 'cpu family\t: 23\nmodel\t\t: 1\n' });
    expect(objectOf(lineOf(examplePod('kata-qemu-snp'), zen))).toContain(',cbitpos=47,');
  });

  it('gets an ID block together with its authentication only', () => {
    const both = snpFile({ snp_id_block: 'AAAA', snp_id_auth: 'BBBB' });
    expect(objectOf(lineOf(examplePod('kata-qemu-snp'), amd, both))).toMatch(/,id-block=AAAA,id-auth=BBBB$/);
    expect(messageOf(examplePod('kata-qemu-snp'), amd, snpFile({ snp_id_block: 'AAAA' }))).toBe(
      'specifying SNP IDBlock without SNP IDAuth is not allowed',
    );
    expect(messageOf(examplePod('kata-qemu-snp'), amd, snpFile({ snp_id_auth: 'AAAA' }))).toBe(
      'specifying SNP IDAuth without SNP IDBlock is not allowed',
    );
  });

  it('ignores the path of certificates that the guide configures', () => {
    expect(lineOf(examplePod('kata-qemu-snp'), amd, snpFile({ snp_certs_path: '/opt/snp/cert_chain.cert' }))).toEqual(line);
  });

  it('has the policy of the file, and QEMU’s own where that is 0', () => {
    expect(objectOf(lineOf(examplePod('kata-qemu-snp'), amd, snpFile({ snp_guest_policy: 0xb0000 })))).toMatch(/,policy=720896$/);
    expect(objectOf(lineOf(examplePod('kata-qemu-snp'), amd, snpFile({ snp_guest_policy: 0 })))).not.toContain('policy');
  });
});

describe('QEMU of a pod for TDX', () => {
  const socketOf = (reader: HostReader, port?: number): unknown => {
    const config =
      port === undefined ? {} : { configuration: { 'qemu-tdx': { tdx_quote_generation_service_socket_port: port } } };
    const object = JSON.parse(objectOf(lineOf(examplePod('kata-qemu-tdx'), reader, config))) as JsonObject;
    return object['quote-generation-socket'];
  };

  it('asks the quote service at its socket where there is one, else at port 4050 of the host', () => {
    const withSocket = exampleHost('intel', { '/var/run/tdx-qgs/qgs.socket': { kind: 'socket', mode: 0o666 } });
    expect(socketOf(withSocket)).toEqual({ type: 'unix', path: '/var/run/tdx-qgs/qgs.socket' });
    expect(socketOf(intel)).toEqual({ type: 'vsock', cid: '2', port: '4050' });
    expect(socketOf(withSocket, 4051)).toEqual({ type: 'vsock', cid: '2', port: '4051' });
  });

  it('boots firmware for TDX on the CPU of the host', () => {
    const line = lineOf(examplePod('kata-qemu-tdx'), intel);
    expect(valuesOf(line, '-bios')).toEqual(['/opt/kata/share/ovmf/OVMF.inteltdx.fd']);
    expect(valuesOf(line, '-cpu')).toEqual(['host,pmu=off']);
  });
});

describe('QEMU of other pods', () => {
  it.each(['kata-qemu', 'kata-qemu-coco-dev'])('of %s has no protection, wherever it runs', (name) => {
    for (const reader of [amd, intel, none]) {
      const line = lineOf(examplePod(name), reader);
      expect(valuesOf(line, '-machine')).toEqual(['q35,accel=kvm']);
      expect(valuesOf(line, '-object')).toEqual([expect.stringContaining('memory-backend-ram')]);
    }
  });

  it('may grow while it runs', () => {
    expect(valuesOf(lineOf(examplePod('kata-qemu'), none), '-m')[0]).toMatch(/^2048M,slots=10,maxmem=\d+M$/);
  });
});

describe('a host without the protection of the class', () => {
  const unsupported = `This system doesn't support Confidential Computing (Guest Protection)`;

  it.each([
    ['kata-qemu-snp', none],
    ['kata-qemu-snp', intel],
    ['kata-qemu-tdx', amd],
    ['kata-qemu-snp', exampleHost('amd', { '/sys/module/kvm_amd/parameters/sev_snp': '1\n' })],
  ] as const)('refuses %s', (name, reader) => {
    expect(messageOf(examplePod(name), reader)).toBe(unsupported);
  });

  it('takes Y without a line feed, which feature discovery does not', () => {
    const reader = exampleHost('intel', { '/sys/module/kvm_intel/parameters/tdx': 'Y' });
    expect(messageOf(examplePod('kata-qemu-tdx'), reader)).toBe('rendered');
  });

  it('gives no less where the file asks for less', () => {
    const message = 'configuration-qemu-snp.toml asks for less than its runtime class promises';
    expect(messageOf(examplePod('kata-qemu-snp'), amd, snpFile({ sev_snp_guest: false }))).toBe(message);
    expect(messageOf(examplePod('kata-qemu-snp'), amd, snpFile({ confidential_guest: false }))).toBe(message);
  });
});

describe('initdata', () => {
  const digest = (algorithm: string): Buffer => createHash(algorithm).update(initdataText(algorithm)).digest();

  it.each([
    ['sha256', 32],
    ['sha384', 32],
    ['sha512', 32],
  ])('with %s is bound into the host data of SEV-SNP', (algorithm, length) => {
    const line = lineOf(annotatedPod('kata-qemu-snp', { cc_init_data: exampleInitdata(algorithm) }), amd);
    expect(objectOf(line)).toMatch(
      new RegExp(`,host-data=${escaped(digest(algorithm).subarray(0, length).toString('base64'))}$`),
    );
  });

  it('is filled with zeros in MRCONFIGID of TDX', () => {
    const line = lineOf(annotatedPod('kata-qemu-tdx', { cc_init_data: exampleInitdata('sha256') }), intel);
    const wanted = Buffer.concat([digest('sha256'), Buffer.alloc(16)]).toString('base64');
    expect(JSON.parse(objectOf(line))).toMatchObject({ mrconfigid: wanted });
  });

  it('may be empty', () => {
    expect(lineOf(annotatedPod('kata-qemu-snp', { cc_init_data: '' }), amd)).toEqual(lineOf(examplePod('kata-qemu-snp'), amd));
  });

  it.each([
    ['%%%', /^initdata create gzip reader error: illegal base64 data/],
    ['QUJD', /^initdata create gzip reader error: gzip/],
    [exampleInitdata('md5'), /^unsupported initdata digest algorithm "md5"$/],
  ])('%s is refused', (cc_init_data, message) => {
    expect(messageOf(annotatedPod('kata-qemu-snp', { cc_init_data }), amd)).toMatch(message);
  });
});

describe('annotations', () => {
  const key = (name: string): string => `io.katacontainers.config.hypervisor.${name}`;

  it('change what is enabled', () => {
    const annotations = { default_memory: '4096', default_vcpus: '2.5', kernel_params: 'agent.log=debug  quiet' };
    const line = lineOf(annotatedPod('kata-qemu-snp', annotations), amd, { kernelParams: 'mine=1' });
    expect(valuesOf(line, '-m')).toEqual(['4160M']);
    expect(valuesOf(line, '-smp')).toEqual(['3,cores=1,threads=1,sockets=3,maxcpus=3']);
    expect(valuesOf(line, '-append')[0]).toMatch(/ nr_cpus=3 .* mine=1 agent\.log=debug quiet$/);
  });

  it.each([
    [{ firmware: '/tmp/mine.fd' }, `annotation ${key('firmware')} is not enabled`],
    [
      { default_memory: 'plenty' },
      `Error parsing annotation for ${key('default_memory')}: Please specify positive numeric value`,
    ],
    [
      { default_memory: '255' },
      `Memory specified in annotation ${key('default_memory')} is less than minimum required 256, please specify a larger value`,
    ],
    [{ enable_iommu: 'yes' }, `Error parsing annotation for ${key('enable_iommu')}: Please specify boolean value 'true|false'`],
  ])('%j end the start', (annotations, message) => {
    expect(messageOf(annotatedPod('kata-qemu-snp', annotations as never), amd)).toBe(message);
  });

  it('are enabled by patterns', () => {
    const pod = annotatedPod('kata-qemu-snp', { default_memory: '4096' });
    expect(messageOf(pod, amd, { enableAnnotations: ['default_.*'] })).toBe('rendered');
    expect(messageOf(pod, amd, { enableAnnotations: ['default'] })).toContain('is not enabled');
    expect(messageOf(pod, amd, { enableAnnotations: ['('] })).toContain('is not enabled');
  });
});

describe('the configuration file', () => {
  it('with disks protected guests cannot have is refused', () => {
    const config = snpFile({ block_device_driver: 'virtio-blk-mmio' });
    expect(messageOf(examplePod('kata-qemu-snp'), amd, config)).toBe('virtio-blk-mmio is not supported for confidential guests');
  });

  it('with a value of another type is refused', () => {
    expect(messageOf(examplePod('kata-qemu-snp'), amd, snpFile({ snp_guest_policy: 'all' }))).toContain('incompatible types');
  });

  it('with kernel_param, as the guide’s prose has it, changes nothing', () => {
    const config = snpFile({ kernel_param: 'agent.aa_kbc_params=cc_kbc::http://10.0.0.1:8080' });
    expect(lineOf(examplePod('kata-qemu-snp'), amd, config)).toEqual(lineOf(examplePod('kata-qemu-snp'), amd));
  });

  it('with kernel_params of the guide hands them to the guest’s kernel', () => {
    const params = 'agent.guest_components_rest_api=resource agent.aa_kbc_params=cc_kbc::http://10.0.0.1:8080';
    const line = lineOf(examplePod('kata-qemu-snp'), amd, snpFile({ kernel_params: params }));
    expect(valuesOf(line, '-append')[0]).toMatch(new RegExp(` ${escaped(params)}$`));
  });
});

function escaped(text: string): string {
  return text.replace(/[.+*?^$()[\]{}|\\/]/g, '\\$&');
}
