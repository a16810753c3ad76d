import type { HostReader } from '../../../contracts/reader.js';
import { done, type Outcome, refused } from '../../../core/outcome.js';
import type { KataChoices } from '../choices.js';
import type { Configuration } from '../config-file/delivered.js';
import { fitted } from '../config-file/initdata.js';
import { processorOf } from './machine.js';

/** What protects a guest, and how QEMU calls the object. */
export type GuestProtection = 'none' | 'sev' | 'snp' | 'tdx';

/** What the object of a guest is made from. */
export interface ObjectParts {
  readonly protection: GuestProtection;
  readonly configuration: Configuration;
  /** Digest of its initdata; undefined without any. */
  readonly digest: Buffer | undefined;
  readonly reader: HostReader;
}

/**
 * The `-object` that protects a guest; none for an ordinary one.
 * Source: kata-containers 7c6ba40c54 `src/runtime/pkg/govmm/qemu/qemu.go` (Object.QemuParams, prepareTDXObject),
 * `src/runtime/virtcontainers/qemu_amd64.go` (appendProtectionDevice).
 */
export function protectionObject(parts: ObjectParts, choices: KataChoices): Outcome<readonly string[], string> {
  switch (parts.protection) {
    case 'none':
      return done([]);
    case 'sev':
      return done(['-object', `sev-guest,id=sev,cbitpos=${processorOf(parts.reader).cbitpos},reduced-phys-bits=1`]);
    case 'snp':
      return snpObject(parts, choices);
    case 'tdx':
      return done(['-object', tdxObject(parts, choices)]);
  }
}

function snpObject({ configuration, digest, reader }: ObjectParts, choices: KataChoices): Outcome<readonly string[], string> {
  const { snp_id_block: block, snp_id_auth: auth, snp_guest_policy: policy, snp_certs_path: certs } = configuration;
  if ((block === '') !== (auth === '') && choices.refusesHalfIdBlock) return refused(block === '' ? noBlock : noAuth);
  const hostData =
    digest === undefined || !choices.bindsInitdata ? [] : [`host-data=${fitted(digest, 32, choices).toString('base64')}`];
  const object = [
    'sev-snp-guest',
    'id=snp',
    `cbitpos=${processorOf(reader).cbitpos}`,
    'reduced-phys-bits=1',
    ...(choices.measuresKernel ? ['kernel-hashes=on'] : []),
    ...(choices.obeysPolicy && policy !== 0 ? [`policy=${policy}`] : []),
    ...(block === '' ? [] : [`id-block=${block}`]),
    ...(auth === '' ? [] : [`id-auth=${auth}`]),
    ...(certs !== '' && choices.certsPathIsFor !== 'nobody' ? [`certs-path=${certs}`] : []),
  ];
  return done(['-object', (choices.typeComesFirst ? [...object, ...hostData] : [...hostData, ...object]).join(',')]);
}

const noAuth = 'specifying SNP IDBlock without SNP IDAuth is not allowed';
const noBlock = 'specifying SNP IDAuth without SNP IDBlock is not allowed';

function tdxObject({ configuration, digest, reader }: ObjectParts, choices: KataChoices): string {
  const mrconfigid = digest === undefined || !choices.bindsInitdata ? undefined : fitted(digest, 48, choices).toString('base64');
  return JSON.stringify({
    'qom-type': 'tdx-guest',
    id: 'tdx',
    ...(mrconfigid !== undefined && { mrconfigid }),
    'quote-generation-socket': quoteService(configuration, reader, choices),
  });
}

/** Port 0 stands for the service's own socket, and where there is none for the port it listens at by default. */
function quoteService(
  { tdx_quote_generation_service_socket_port: port }: Configuration,
  reader: HostReader,
  { quoteServiceIs }: KataChoices,
): Readonly<Record<string, string>> {
  if (port !== 0) return { type: 'vsock', cid: '2', port: String(port) };
  const listens = quoteServiceIs === 'socket-or-vsock' && reader.stat(quoteSocket) !== undefined;
  return listens ? { type: 'unix', path: quoteSocket } : { type: 'vsock', cid: '2', port: '4050' };
}

const quoteSocket = '/var/run/tdx-qgs/qgs.socket';
