// Says which security features the cpu source of node-feature-discovery finds below each root given, a line of JSON each.
package main

import (
	"encoding/json"
	"os"

	"sigs.k8s.io/node-feature-discovery/pkg/utils/hostpath"
	"sigs.k8s.io/node-feature-discovery/source"
	_ "sigs.k8s.io/node-feature-discovery/source/cpu"
)

func main() {
	cpu := source.GetFeatureSource("cpu")
	encoder := json.NewEncoder(os.Stdout)
	for _, root := range os.Args[1:] {
		hostpath.SysfsDir = hostpath.HostDir(root + "/sys")
		if err := cpu.Discover(); err != nil {
			panic(err)
		}
		if err := encoder.Encode(cpu.GetFeatures().Attributes["security"].Elements); err != nil {
			panic(err)
		}
	}
}
