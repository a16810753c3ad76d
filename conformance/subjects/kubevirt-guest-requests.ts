import type { GuestRequest } from '../commands/launch-requests.js';

/**
 * What users ask the API about an instance, each with the smallest body that makes sense and some that make none: subresources, evictions,
 * and edits of the machine's template that are to take effect at once.
 * Source: KubeVirt v1.9 `pkg/virt-api/api.go`, `pkg/liveupdate`, `pkg/virt-api/webhooks/validating-webhook/admitters/pod-eviction-admitter.go`.
 */
export const kubevirtGuestRequests: readonly GuestRequest[] = [
  { request: 'pause' },
  { request: 'unpause' },
  { request: 'softreboot' },
  { request: 'restart' },
  {
    request: 'addvolume',
    body: { name: 'data', disk: { disk: { bus: 'scsi' } }, volumeSource: { dataVolume: { name: 'data' } } },
  },
  { request: 'addvolume' },
  { request: 'removevolume', body: { name: 'data' } },
  { request: 'memory-hotplug', body: { guest: '2Gi' } },
  { request: 'cpu-hotplug', body: { sockets: 2 } },
  { request: 'eviction' },
  { request: 'eviction', body: { apiVersion: 'policy/v1', kind: 'Eviction', deleteOptions: 'not an object' } },
  { request: 'eviction', body: { apiVersion: 'policy/v1', kind: 'Eviction', deleteOptions: { dryRun: ['All'] } } },
  { request: 'workload-update', body: { methods: ['LiveMigrate'] } },
  { request: 'workload-update', body: { methods: ['LiveMigrate', 'Evict'] } },
  { request: 'nothing-like-this' },
];
