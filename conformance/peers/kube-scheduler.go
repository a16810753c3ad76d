// What Kubernetes itself makes of nodes and pods: the validation of its API server, and the filters of its scheduler in their order. Each
// line of standard input asks for something in JSON and gets one line of JSON.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"os"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	jsonserializer "k8s.io/apimachinery/pkg/runtime/serializer/json"
	fwk "k8s.io/kube-scheduler/framework"
	"k8s.io/kubernetes/pkg/apis/core"
	corev1 "k8s.io/kubernetes/pkg/apis/core/v1"
	"k8s.io/kubernetes/pkg/apis/core/validation"
	"k8s.io/kubernetes/pkg/scheduler/apis/config"
	"k8s.io/kubernetes/pkg/scheduler/framework"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/feature"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/nodeaffinity"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/noderesources"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/nodeunschedulable"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/tainttoleration"
)

type question struct {
	Do     string          `json:"do"`
	Object json.RawMessage `json:"object"`
	Node   string          `json:"node"`
	Closed bool            `json:"closed"`
}

type verdict struct {
	Code    string   `json:"code"`
	Reasons []string `json:"reasons"`
}

func main() {
	cluster := map[string]*framework.NodeInfo{}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	answers := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var asked question
		must(json.Unmarshal(lines.Bytes(), &asked))
		must(answers.Encode(answer(asked, cluster)))
	}
}

func answer(asked question, cluster map[string]*framework.NodeInfo) any {
	switch asked.Do {
	case "validate":
		return map[string]any{"errors": validate(asked.Object)}
	case "node":
		node := decode(asked.Object).(*v1.Node)
		info := framework.NewNodeInfo()
		info.SetNode(node)
		cluster[node.Name] = info
	case "bind":
		cluster[asked.Node].AddPod(decode(asked.Object).(*v1.Pod))
	case "close":
		node := cluster[asked.Node].Node().DeepCopy()
		node.Spec.Unschedulable = asked.Closed
		cluster[asked.Node].SetNode(node)
	case "place":
		return place(decode(asked.Object).(*v1.Pod), cluster)
	}
	return map[string]any{}
}

// Unknown members and members that stand twice are errors.
var decoder = func() runtime.Decoder {
	scheme := runtime.NewScheme()
	must(core.AddToScheme(scheme))
	must(corev1.AddToScheme(scheme))
	strict := jsonserializer.NewSerializerWithOptions(jsonserializer.DefaultMetaFactory, scheme, scheme, jsonserializer.SerializerOptions{Strict: true})
	return serializer.NewCodecFactory(scheme).DecoderToVersion(strict, v1.SchemeGroupVersion)
}()

// Defaulted, as the API server keeps it.
func decode(text []byte) runtime.Object {
	object, _, err := decoder.Decode(text, nil, nil)
	must(err)
	return object
}

func validate(text []byte) []string {
	errors := []string{}
	object, _, err := decoder.Decode(text, nil, nil)
	if err != nil {
		return append(errors, err.Error())
	}
	switch object := object.(type) {
	case *v1.Node:
		internal := &core.Node{}
		must(corev1.Convert_v1_Node_To_core_Node(object, internal, nil))
		for _, problem := range validation.ValidateNode(internal) {
			errors = append(errors, problem.Error())
		}
	case *v1.Pod:
		internal := &core.Pod{}
		must(corev1.Convert_v1_Pod_To_core_Pod(object, internal, nil))
		for _, problem := range validation.ValidatePodCreate(internal, validation.PodValidationOptions{}) {
			errors = append(errors, problem.Error())
		}
	}
	return errors
}

var filters = []framework.Plugin{
	plugin(nodeunschedulable.New(context.Background(), nil, nil, feature.Features{})),
	plugin(tainttoleration.New(context.Background(), nil, nil, feature.Features{})),
	plugin(nodeaffinity.New(context.Background(), &config.NodeAffinityArgs{}, nil, feature.Features{})),
	plugin(noderesources.NewFit(context.Background(), &config.NodeResourcesFitArgs{
		ScoringStrategy: &config.ScoringStrategy{
			Type:      config.LeastAllocated,
			Resources: []config.ResourceSpec{{Name: "cpu", Weight: 1}, {Name: "memory", Weight: 1}},
		},
	}, nil, feature.Features{})),
}

func place(pod *v1.Pod, cluster map[string]*framework.NodeInfo) any {
	diagnosis := framework.Diagnosis{NodeToStatus: framework.NewDefaultNodeToStatus()}
	verdicts := map[string]verdict{}
	for name, node := range cluster {
		status := filter(pod, node)
		if !status.IsSuccess() {
			diagnosis.NodeToStatus.Set(name, status)
		}
		verdicts[name] = verdict{Code: status.Code().String(), Reasons: append([]string{}, status.Reasons()...)}
	}
	message := framework.FitError{Pod: pod, NumAllNodes: len(cluster), Diagnosis: diagnosis}
	return map[string]any{"verdicts": verdicts, "message": message.Error()}
}

// The first filter that objects ends it.
func filter(pod *v1.Pod, node *framework.NodeInfo) *fwk.Status {
	state := framework.NewCycleState()
	for _, plugin := range filters {
		if before, ok := plugin.(framework.PreFilterPlugin); ok {
			if _, status := before.PreFilter(context.Background(), state, pod, nil); status.IsSkip() {
				continue
			}
		}
		if status := plugin.(framework.FilterPlugin).Filter(context.Background(), state, pod, node); !status.IsSuccess() {
			return status
		}
	}
	return fwk.NewStatus(fwk.Success)
}

func plugin(made framework.Plugin, err error) framework.Plugin {
	must(err)
	return made
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
