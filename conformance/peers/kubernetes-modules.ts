/** Release of Kubernetes whose code peers are built from. */
export const kubernetesVersion = '1.34.3';

/**
 * Lines of go.mod that pin the parts of Kubernetes, which its own repository replaces by folders: from outside they are the published
 * ones.
 */
export const kubernetesModules: readonly string[] = [
  'api',
  'apiextensions-apiserver',
  'apimachinery',
  'apiserver',
  'cli-runtime',
  'client-go',
  'cloud-provider',
  'cluster-bootstrap',
  'code-generator',
  'component-base',
  'component-helpers',
  'controller-manager',
  'cri-api',
  'cri-client',
  'csi-translation-lib',
  'dynamic-resource-allocation',
  'endpointslice',
  'externaljwt',
  'kms',
  'kube-aggregator',
  'kube-controller-manager',
  'kube-proxy',
  'kube-scheduler',
  'kubectl',
  'kubelet',
  'metrics',
  'mount-utils',
  'pod-security-admission',
  'sample-apiserver',
].map((name) => `replace k8s.io/${name} => k8s.io/${name} v0.${kubernetesVersion.slice(2)}`);
