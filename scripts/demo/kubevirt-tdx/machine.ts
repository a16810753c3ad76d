import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { kubevirtKit } from '../../../conformance/subjects/kubevirt.js';
import type { JsonObject } from '../../../sim/core/json.js';
import type { ServedQgs } from '../../serve/qgs/serve-qgs.js';
import { admitted, type Cluster, type ClusterNode, placed, type StartedGuest, started } from '../cluster.js';
import { countedKeys, fileOf } from '../host-shell.js';
import type { Teller } from '../story.js';
import { controlPlane } from './host.js';
import type { TdxStorySetting } from './setting.js';

/** Its name. */
export const vm = 'tdx-vm';

/** A virtual machine that runs. */
export interface RunningVm {
  readonly cluster: Cluster;
  readonly node: ClusterNode;
  readonly started: StartedGuest;
  readonly setting: TdxStorySetting;
}

/** Applies it, and says what becomes of it. */
export function launchVm(cluster: Cluster, setting: TdxStorySetting, qgs: ServedQgs, teller: Teller): RunningVm {
  const request = vmDocument(setting);
  const { devices, launchSecurity } = (request.spec as { readonly domain: JsonObject }).domain;
  teller.run(controlPlane, `cat ${vm}.yaml`, stringify({ spec: { domain: { devices, launchSecurity } } }, { lineWidth: 0 }));
  teller.run(controlPlane, `kubectl apply -f ${vm}.yaml`, `virtualmachineinstance.kubevirt.io/${vm} created`);
  const instance = admitted(cluster, request);
  const { node } = placed(cluster, instance);
  const running = started(cluster, instance, node);
  const element = /<launchSecurity type=['"]tdx['"]>.*<\/launchSecurity>/s.exec(running.document)?.[0] ?? '';
  teller.run(controlPlane, `kubectl get vmi ${vm}`, `NAME     PHASE     NODENAME\n${vm}   Running   ${node.name}`);
  teller.run('virt-launcher#', `virsh dumpxml ${vm} | xmllint --xpath //launchSecurity -`, element);
  teller.remark(`the port ${qgs.address} of the loopback stands in for vsock:2:4050`);
  return { cluster, node, started: running, setting };
}

/** What the owner says of the guest’s configuration; its digest goes into every quote. */
export const configuration = 'kubevirt-tdx demo, configuration 1\n';

/** SHA-384, as MRCONFIGID holds it. */
export function digestOf(text: string): Buffer {
  return createHash('sha384').update(text).digest();
}

function vmDocument({ broken, way }: TdxStorySetting): JsonObject {
  const text = broken === 'policy' ? `${configuration}changed on the way\n` : configuration;
  const plain = kubevirtKit.request(vm, { ...kubevirtKit.plainGuest, protection: 'tdx' });
  const spec = plain.spec as { readonly domain: { readonly devices?: JsonObject } & JsonObject } & JsonObject;
  const service = way === 'tdvmcall' ? { QGS: 'vsock:2:4050' } : {};
  const devices = { ...spec.domain.devices, ...(way === 'vsock' && { autoattachVSOCK: true }) };
  const launchSecurity = { tdx: { ...service, mrConfigId: digestOf(text).toString('base64') } };
  return { ...plain, spec: { ...spec, domain: { ...spec.domain, devices, launchSecurity } } };
}

/** The key, as Kubernetes and the kernel count it. */
export function showKeys({ node, started: { keyId } }: RunningVm, teller: Teller): void {
  teller.run(controlPlane, `kubectl describe node ${node.name}`, countedKeys(node, 'tdx', 1));
  teller.run(`${node.name}#`, 'cat /sys/fs/cgroup/misc.current', fileOf(node.tree, '/sys/fs/cgroup/misc.current'));
  teller.remark(`the guest has key ID ${keyId}`);
}
