// KubeVirt's own device plugins on the host whose files it sees: the one for /dev/sev with that many devices, and the one for TDX with as
// many as misc.capacity has keys. Each is started again when it returns, as virt-handler does.
package main

import (
	"fmt"
	"os"
	"strconv"
	"time"

	"kubevirt.io/kubevirt/pkg/virt-controller/services"
	"kubevirt.io/kubevirt/pkg/virt-handler/cgroup"
	devices "kubevirt.io/kubevirt/pkg/virt-handler/device-manager"
	"kubevirt.io/kubevirt/pkg/virt-handler/selinux"
)

func main() {
	count, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	go run(devices.NewGenericDevicePlugin(services.SevDeviceName, "/dev/sev", count, "rwm", true))
	keys, err := cgroup.GetMiscCapacity("tdx")
	fmt.Printf("{\"event\":\"keys\",\"facts\":{\"keys\":%d,\"error\":%q}}\n", keys, fmt.Sprint(err))
	if keys > 0 {
		var executor selinux.SELinuxExecutor
		go run(devices.NewOptionalSocketDevicePlugin(services.TdxDeviceName, "/var/run/tdx-qgs", "qgs.socket", keys, executor, nil, true))
	}
	os.Stdin.Read(make([]byte, 1))
}

func run(plugin devices.Device) {
	for {
		err := plugin.Start(make(chan struct{}))
		fmt.Printf("{\"event\":\"returned\",\"facts\":{\"device\":%q,\"error\":%q}}\n", plugin.GetDeviceName(), fmt.Sprint(err))
		time.Sleep(time.Second)
	}
}
