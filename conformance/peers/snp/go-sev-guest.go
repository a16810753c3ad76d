// go-sev-guest as a library.
//
//	program kds URL      reads lines "LINE REPORT ROOTS", paths of a bare report and of PEM roots, fetches certificates and revocation
//	                     list from URL instead of AMD, and says for each `ok` or what is wrong
//	program speed SECONDS signs with its fake signer and verifies the signature, one after the other, and says how often in a second of processor time
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/google/go-sev-guest/abi"
	spb "github.com/google/go-sev-guest/proto/sevsnp"
	fake "github.com/google/go-sev-guest/testing"
	"github.com/google/go-sev-guest/verify"
	"github.com/google/go-sev-guest/verify/trust"
)

func main() {
	switch os.Args[1] {
	case "kds":
		lines := bufio.NewScanner(os.Stdin)
		for lines.Scan() {
			fmt.Println(judged(os.Args[2], strings.Fields(lines.Text())))
		}
	case "speed":
		seconds, err := strconv.ParseFloat(os.Args[2], 64)
		must(err)
		must(json.NewEncoder(os.Stdout).Encode(speed(time.Duration(seconds * float64(time.Second)))))
	}
}

// kds asks somebody else what is meant for AMD.
type kds struct{ url string }

func (k kds) Get(url string) ([]byte, error) {
	client := http.Client{Timeout: 30 * time.Second}
	response, err := client.Get(strings.Replace(url, "https://kdsintf.amd.com", k.url, 1))
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("status %d", response.StatusCode)
	}
	return body, err
}

func judged(url string, words []string) string {
	line, report, roots := words[0], words[1], words[2]
	root := trust.AMDRootCertsProduct(line)
	must(root.FromKDSCert(roots))
	raw, err := os.ReadFile(report)
	must(err)
	parsed, err := abi.ReportToProto(raw)
	if err != nil {
		return err.Error()
	}
	err = verify.SnpAttestation(&spb.Attestation{Report: parsed, CertificateChain: &spb.CertificateChain{Extras: map[string][]byte{}}}, &verify.Options{
		CheckRevocations: true,
		Getter:           kds{url},
		Now:              time.Now(),
		TrustedRoots:     map[string][]*trust.AMDRootCerts{line: {root}},
	})
	if err != nil {
		return strings.ReplaceAll(err.Error(), "\n", " ")
	}
	return "ok"
}

type rates struct {
	Sign   float64 `json:"sign"`
	Verify float64 `json:"verify"`
}

func speed(length time.Duration) rates {
	signer, err := fake.DefaultTestOnlyCertChain("Milan-B1", time.Now())
	must(err)
	report := make([]byte, abi.ReportSize)
	report[0], report[0x0a], report[0x34] = 2, 3, 1
	r, s, err := signer.Sign(abi.SignedComponent(report))
	must(err)
	must(abi.SetSignature(r, s, report))
	return rates{
		Sign:   each(length, func() { _, _, err := signer.Sign(abi.SignedComponent(report)); must(err) }),
		Verify: each(length, func() { must(verify.SnpReportSignature(report, signer.Vcek)) }),
	}
}

func each(length time.Duration, work func()) float64 {
	begun, spent := time.Now(), processorTime()
	count := 0
	for time.Since(begun) < length {
		work()
		count++
	}
	return float64(count) / (processorTime() - spent).Seconds()
}

func processorTime() time.Duration {
	var usage syscall.Rusage
	must(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
