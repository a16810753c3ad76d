// One side of the kubelet's device-plugin API, as Kubernetes publishes it: "plugin FOLDER RESOURCE IDS…" registers and serves a plugin
// there, and again whenever its socket is removed; "kubelet FOLDER" listens there for plugins. What happens is said in lines of JSON, and
// the end of standard input ends it.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	api "k8s.io/kubelet/pkg/apis/deviceplugin/v1beta1"
)

func main() {
	switch os.Args[1] {
	case "plugin":
		runPlugin(os.Args[2], os.Args[3], os.Args[4:])
	case "kubelet":
		runKubelet(os.Args[2])
	}
}

var saying sync.Mutex

func say(event string, facts any) {
	saying.Lock()
	defer saying.Unlock()
	line, err := json.Marshal(map[string]any{"event": event, "facts": facts})
	if err != nil {
		panic(err)
	}
	fmt.Println(string(line))
}

func dial(socket string) *grpc.ClientConn {
	connection, err := grpc.NewClient("unix://"+socket, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		panic(err)
	}
	return connection
}

func listen(socket string) net.Listener {
	listener, err := net.Listen("unix", socket)
	if err != nil {
		panic(err)
	}
	return listener
}

func within(limit time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	time.AfterFunc(limit, cancel)
	return ctx
}

// A plugin whose devices are told apart by their IDs, and which prefers the last of those it is offered.
type plugin struct {
	api.UnimplementedDevicePluginServer
	ids    []string
	health chan string
}

func (p *plugin) GetDevicePluginOptions(context.Context, *api.Empty) (*api.DevicePluginOptions, error) {
	return &api.DevicePluginOptions{PreStartRequired: true, GetPreferredAllocationAvailable: true}, nil
}

func (p *plugin) ListAndWatch(_ *api.Empty, stream api.DevicePlugin_ListAndWatchServer) error {
	say("watched", nil)
	health := api.Healthy
	for {
		devices := []*api.Device{}
		for _, id := range p.ids {
			node := &api.NUMANode{ID: 1}
			devices = append(devices, &api.Device{ID: id, Health: health, Topology: &api.TopologyInfo{Nodes: []*api.NUMANode{node}}})
		}
		if err := stream.Send(&api.ListAndWatchResponse{Devices: devices}); err != nil {
			return err
		}
		select {
		case health = <-p.health:
		case <-stream.Context().Done():
			return nil
		}
	}
}

func (p *plugin) GetPreferredAllocation(_ context.Context, r *api.PreferredAllocationRequest) (*api.PreferredAllocationResponse, error) {
	asked := r.ContainerRequests[0]
	ids := asked.AvailableDeviceIDs[len(asked.AvailableDeviceIDs)-int(asked.AllocationSize):]
	container := &api.ContainerPreferredAllocationResponse{DeviceIDs: ids}
	return &api.PreferredAllocationResponse{ContainerResponses: []*api.ContainerPreferredAllocationResponse{container}}, nil
}

func (p *plugin) Allocate(_ context.Context, r *api.AllocateRequest) (*api.AllocateResponse, error) {
	ids := r.ContainerRequests[0].DevicesIds
	say("allocated", ids)
	container := &api.ContainerAllocateResponse{
		Envs:        map[string]string{"DEVICES": strings.Join(ids, " ")},
		Mounts:      []*api.Mount{{ContainerPath: "/run/peer", HostPath: "/run/peer", ReadOnly: true}},
		Devices:     []*api.DeviceSpec{{ContainerPath: "/dev/peer", HostPath: "/dev/peer0", Permissions: "rw"}},
		Annotations: map[string]string{"peer": "yes"},
		CdiDevices:  []*api.CDIDevice{{Name: "peer.example/device=0"}},
	}
	return &api.AllocateResponse{ContainerResponses: []*api.ContainerAllocateResponse{container}}, nil
}

func (p *plugin) PreStartContainer(_ context.Context, r *api.PreStartContainerRequest) (*api.PreStartContainerResponse, error) {
	say("pre-started", r.DevicesIds)
	return &api.PreStartContainerResponse{}, nil
}

func runPlugin(folder string, resource string, ids []string) {
	p := &plugin{ids: ids, health: make(chan string)}
	go obey(p)
	for {
		socket := filepath.Join(folder, "peer.sock")
		server := grpc.NewServer()
		api.RegisterDevicePluginServer(server, p)
		go server.Serve(listen(socket))
		register(folder, resource, api.Version)
		for exists(socket) {
			time.Sleep(10 * time.Millisecond)
		}
		say("socket removed", nil)
		server.Stop()
	}
}

// Lines of standard input: a health for all devices, or a wrong version or resource to register with.
func obey(p *plugin) {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		if words[0] == "register" {
			register(words[1], words[2], words[3])
		} else {
			p.health <- words[0]
		}
	}
	os.Exit(0)
}

func register(folder string, resource string, version string) {
	connection := dial(filepath.Join(folder, "kubelet.sock"))
	defer connection.Close()
	request := &api.RegisterRequest{Version: version, Endpoint: "peer.sock", ResourceName: resource}
	_, err := api.NewRegistrationClient(connection).Register(within(5*time.Second), request, grpc.WaitForReady(true))
	if err != nil {
		say("refused", err.Error())
		return
	}
	say("registered", resource)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// A kubelet that takes every plugin, watches its list, and allocates its first device once.
type kubelet struct {
	api.UnimplementedRegistrationServer
	folder string
}

func (k *kubelet) Register(_ context.Context, r *api.RegisterRequest) (*api.Empty, error) {
	say("register", map[string]any{"resource": r.ResourceName, "version": r.Version, "endpoint": r.Endpoint})
	go k.watch(r.ResourceName, filepath.Join(k.folder, r.Endpoint))
	return &api.Empty{}, nil
}

func (k *kubelet) watch(resource string, socket string) {
	connection := dial(socket)
	defer connection.Close()
	client := api.NewDevicePluginClient(connection)
	options, err := client.GetDevicePluginOptions(within(5*time.Second), &api.Empty{})
	if err != nil {
		panic(err)
	}
	stream, err := client.ListAndWatch(context.Background(), &api.Empty{})
	if err != nil {
		panic(err)
	}
	for first := true; ; first = false {
		list, err := stream.Recv()
		if err != nil {
			say("ended", map[string]any{"resource": resource, "error": err.Error()})
			return
		}
		say("list", summaryOf(resource, list.Devices))
		if first {
			k.allocate(client, resource, options, list.Devices)
		}
	}
}

func summaryOf(resource string, devices []*api.Device) map[string]any {
	healthy, longest := 0, 0
	for _, device := range devices {
		if device.Health == api.Healthy {
			healthy++
		}
		longest = max(longest, len(device.ID))
	}
	summary := map[string]any{"resource": resource, "devices": len(devices), "healthy": healthy, "longest": longest}
	if len(devices) > 0 {
		summary["first"], summary["last"] = devices[0].ID, devices[len(devices)-1].ID
	}
	return summary
}

func (k *kubelet) allocate(client api.DevicePluginClient, resource string, options *api.DevicePluginOptions, devices []*api.Device) {
	request := &api.ContainerAllocateRequest{DevicesIds: []string{devices[0].ID}}
	answer, err := client.Allocate(within(5*time.Second), &api.AllocateRequest{ContainerRequests: []*api.ContainerAllocateRequest{request}})
	if err != nil {
		say("not allocated", err.Error())
		return
	}
	if _, err := client.PreStartContainer(within(5*time.Second), &api.PreStartContainerRequest{DevicesIds: request.DevicesIds}); err != nil {
		say("not started", err.Error())
		return
	}
	facts := map[string]any{"resource": resource, "preStart": options.PreStartRequired, "containers": len(answer.ContainerResponses)}
	for _, container := range answer.ContainerResponses {
		for _, device := range container.Devices {
			facts["device"] = strings.Join([]string{device.HostPath, device.ContainerPath, device.Permissions}, " ")
		}
		for _, mount := range container.Mounts {
			facts["mount"] = fmt.Sprintf("%s %s %t", mount.HostPath, mount.ContainerPath, mount.ReadOnly)
		}
	}
	say("allocated", facts)
}

// "restart" does what a kubelet does that begins anew.
func runKubelet(folder string) {
	lines := bufio.NewScanner(os.Stdin)
	for {
		sockets, _ := filepath.Glob(filepath.Join(folder, "*.sock"))
		for _, socket := range sockets {
			os.Remove(socket)
		}
		server := grpc.NewServer()
		api.RegisterRegistrationServer(server, &kubelet{folder: folder})
		go server.Serve(listen(filepath.Join(folder, "kubelet.sock")))
		say("listening", nil)
		if !lines.Scan() {
			server.Stop()
			os.Exit(0)
		}
		server.Stop()
	}
}
