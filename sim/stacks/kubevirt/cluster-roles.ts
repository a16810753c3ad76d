/** API group of what can be asked about an instance beside the object itself. */
export const subresourceGroup = 'subresources.kubevirt.io';

/** What a role lets its holders do with subresources of the attestation of SEV guests. */
export interface SubresourceRule {
  readonly verb: 'get' | 'update';
  /** `virtualmachineinstances/sev/…`, the whole path: a review of less than that lets nobody in. */
  readonly resources: readonly string[];
}

const looking: SubresourceRule = {
  verb: 'get',
  resources: ['virtualmachineinstances/sev/fetchcertchain', 'virtualmachineinstances/sev/querylaunchmeasurement'],
};

const handingIn: SubresourceRule = {
  verb: 'update',
  resources: ['virtualmachineinstances/sev/setupsession', 'virtualmachineinstances/sev/injectlaunchsecret'],
};

/**
 * The rules about SEV attestation in the cluster roles KubeVirt installs; they are part of Kubernetes' own `admin`, `edit` and `view`.
 * Who may only look can fetch certificates and measurements, and hand nothing in.
 * Source: KubeVirt v1.9 `pkg/virt-operator/resource/generate/rbac/cluster.go`.
 */
export const sevClusterRoles: Readonly<Record<string, readonly SubresourceRule[]>> = {
  'kubevirt.io:admin': [looking, handingIn],
  'kubevirt.io:edit': [looking, handingIn],
  'kubevirt.io:view': [looking],
};
