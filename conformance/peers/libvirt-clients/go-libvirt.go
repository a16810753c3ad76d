// Talks to a libvirtd with go-libvirt, which speaks the protocol itself, without the C library: one line of JSON says what it found.
// Arguments: socket, file with the XML of a domain.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/digitalocean/go-libvirt"
	"github.com/digitalocean/go-libvirt/socket/dialers"
)

type report struct {
	Version   string   `json:"version"`
	Hostname  string   `json:"hostname"`
	Type      string   `json:"type"`
	Memory    uint64   `json:"memory"`
	Cpus      int32    `json:"cpus"`
	Sev       []string `json:"sev"`
	Sectypes  bool     `json:"sectypes"`
	Before    int      `json:"before"`
	Defined   []string `json:"defined"`
	State     int32    `json:"state"`
	Started   int32    `json:"started"`
	Events    [][2]int `json:"events"`
	Refusal   string   `json:"refusal"`
	Forbidden string   `json:"forbidden"`
	After     int      `json:"after"`
}

func main() {
	connection := libvirt.NewWithDialer(dialers.NewLocal(dialers.WithSocket(os.Args[1])))
	must(connection.ConnectToURI(libvirt.QEMUSystem))
	found := report{Sev: []string{}, Defined: []string{}, Events: [][2]int{}}
	lookAtHost(connection, &found)
	liveThrough(connection, &found)
	// A daemon hangs up after its answer, and go-libvirt may notice that first.
	_ = connection.Disconnect()
	text, err := json.Marshal(found)
	must(err)
	fmt.Println(string(text))
}

func lookAtHost(connection *libvirt.Libvirt, found *report) {
	library, err := connection.ConnectGetLibVersion()
	must(err)
	found.Version = fmt.Sprintf("%d.%d.%d", library/1000000, library/1000%1000, library%1000)
	found.Hostname, err = connection.ConnectGetHostname()
	must(err)
	found.Type, err = connection.ConnectGetType()
	must(err)
	_, memory, cpus, _, _, _, _, _, err := connection.NodeGetInfo()
	must(err)
	found.Memory, found.Cpus = memory, cpus
	capabilities, err := connection.ConnectGetDomainCapabilities(nil, nil, nil, nil, 0)
	must(err)
	found.Sectypes = strings.Contains(capabilities, "<enum name='sectype'>")
	parameters, _, err := connection.NodeGetSevInfo(0, 4)
	if err == nil {
		for _, parameter := range parameters {
			found.Sev = append(found.Sev, parameter.Field)
		}
	}
}

func liveThrough(connection *libvirt.Libvirt, found *report) {
	found.Before = len(domains(connection))
	document, err := os.ReadFile(os.Args[2])
	must(err)
	context, stop := context.WithCancel(context.Background())
	events, err := connection.LifecycleEvents(context)
	must(err)
	domain, err := connection.DomainDefineXML(string(document))
	must(err)
	for _, each := range domains(connection) {
		found.Defined = append(found.Defined, each.Name)
	}
	must(connection.DomainCreate(domain))
	state, _, err := connection.DomainGetState(domain, 0)
	must(err)
	found.State = state
	again, err := connection.DomainLookupByName(domain.Name)
	must(err)
	found.Started = again.ID
	found.Refusal = fmt.Sprint(connection.DomainCreate(domain))
	must(connection.DomainSuspend(domain))
	must(connection.DomainResume(domain))
	must(connection.DomainDestroy(domain))
	must(connection.DomainUndefine(domain))
	_, err = connection.DomainLookupByName(domain.Name)
	found.Forbidden = fmt.Sprint(err)
	found.After = len(domains(connection))
	for len(found.Events) < 8 {
		select {
		case event := <-events:
			found.Events = append(found.Events, [2]int{int(event.Event), int(event.Detail)})
		case <-time.After(5 * time.Second):
			must(fmt.Errorf("after %d events none came for 5 s", len(found.Events)))
		}
	}
	stop()
}

func domains(connection *libvirt.Libvirt) []libvirt.Domain {
	found, _, err := connection.ConnectListAllDomains(1, 0)
	must(err)
	return found
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
