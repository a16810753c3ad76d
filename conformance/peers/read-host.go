// Says what a Go program sees of the host it runs on, a line each: what, a tab, the content with line feeds as semicolons.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

func main() {
	for _, path := range []string{
		"/sys/fs/cgroup/misc.capacity",
		"/sys/module/kvm_amd/parameters/sev",
		"/sys/module/kvm_amd/parameters/sev_es",
		"/sys/module/kvm_amd/parameters/sev_snp",
		"/sys/module/kvm_intel/parameters/tdx",
	} {
		fmt.Printf("%s\t%s\n", path, content(path))
	}
	for _, path := range []string{"/dev/kvm", "/dev/sev"} {
		fmt.Printf("%s\t%s\n", path, kind(path))
	}
	sayProcessors()
}

func content(path string) string {
	bytes, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "absent"
	case err != nil:
		return err.Error()
	}
	return strings.ReplaceAll(string(bytes), "\n", ";")
}

func kind(path string) string {
	status, err := os.Stat(path)
	if err != nil {
		return "absent"
	}
	if status.Mode()&fs.ModeCharDevice != 0 {
		return "character device"
	}
	return "something else"
}

// The flags of the first processor, and how many processors there are.
func sayProcessors() {
	bytes, _ := os.ReadFile("/proc/cpuinfo")
	processors := 0
	for _, line := range strings.Split(string(bytes), "\n") {
		name, value, _ := strings.Cut(line, ":")
		switch strings.TrimSpace(name) {
		case "processor":
			processors++
		case "flags":
			if processors == 1 {
				fmt.Printf("flags\t%s\n", strings.TrimSpace(value))
			}
		}
	}
	fmt.Printf("processors\t%d\n", processors)
}
