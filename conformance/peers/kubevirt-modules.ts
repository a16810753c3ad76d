import { kubernetesModules } from './kubernetes-modules.js';

/** Release of KubeVirt whose code peers are built from. */
export const kubevirtVersion = 'v1.9.0';

/**
 * Lines of go.mod for programs that use KubeVirt's code: its own modules as published, what its go.mod replaces, and for its
 * templates, which nothing here uses and not every proxy has, the stand-ins of {@link kubevirtTemplateFiles}.
 */
export const kubevirtModules: readonly string[] = [
  `require kubevirt.io/kubevirt ${kubevirtVersion}`,
  `replace kubevirt.io/api => kubevirt.io/api ${kubevirtVersion}`,
  `replace kubevirt.io/client-go => kubevirt.io/client-go ${kubevirtVersion}`,
  'replace kubevirt.io/virt-template-api => ./template-api',
  'replace kubevirt.io/virt-template-client-go => ./template-client',
  'replace github.com/openshift/api => github.com/openshift/api v0.0.0-20210105115604-44119421ec6b',
  'replace github.com/openshift/client-go => github.com/openshift/client-go v0.0.0-20210112165513-ebc401615f47',
  'replace k8s.io/kube-openapi => k8s.io/kube-openapi v0.0.0-20250710124328-f3f2b991d03b',
  ...kubernetesModules,
];

/** The names of KubeVirt's template modules that its informers mention. */
export const kubevirtTemplateFiles: Readonly<Record<string, string>> = {
  'template-api/go.mod': 'module kubevirt.io/virt-template-api\n\ngo 1.24.0\n',
  'template-api/core/names.go': `package core

const (
	GroupName            = "template.kubevirt.io"
	SingularResourceName = "virtualmachinetemplate"
	PluralResourceName   = "virtualmachinetemplates"
)
`,
  'template-api/core/v1beta1/types.go': `package v1beta1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
)

type VirtualMachineTemplate struct {
	metav1.TypeMeta
	metav1.ObjectMeta
}

func (template *VirtualMachineTemplate) DeepCopyObject() runtime.Object {
	copied := *template
	return &copied
}
`,
  'template-client/go.mod': 'module kubevirt.io/virt-template-client-go\n\ngo 1.24.0\n',
  'template-client/virttemplate/client.go': `package virttemplate

import "k8s.io/client-go/rest"

type Client struct{}

func NewForConfig(*rest.Config) (*Client, error) {
	return &Client{}, nil
}

func (client *Client) TemplateV1beta1() *Client {
	return client
}

func (client *Client) RESTClient() rest.Interface {
	return nil
}
`,
};
