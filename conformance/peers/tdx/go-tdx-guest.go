// What go-tdx-guest makes of quotes: each line of standard input is a question in JSON and gets one line of JSON. Collateral is fetched as
// the library does, with the hosts of its addresses replaced by the one that is named.
package main

import (
	"bufio"
	"crypto/x509"
	"encoding/json"
	"net/url"
	"os"
	"time"

	"github.com/google/go-tdx-guest/verify"
	"github.com/google/go-tdx-guest/verify/trust"
)

type question struct {
	Quote      []byte `json:"quote"`
	Roots      string `json:"roots"`
	Collateral string `json:"collateral"`
	Now        int64  `json:"now"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	answers := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var asked question
		must(json.Unmarshal(lines.Bytes(), &asked))
		must(answers.Encode(map[string]string{"problem": verified(asked)}))
	}
}

func verified(asked question) string {
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM([]byte(asked.Roots))
	options := &verify.Options{
		TrustedRoots:     roots,
		GetCollateral:    true,
		CheckRevocations: true,
		Getter:           elsewhere(asked.Collateral),
		Now:              time.Unix(asked.Now, 0),
	}
	if err := verify.RawTdxQuote(asked.Quote, options); err != nil {
		return err.Error()
	}
	return ""
}

// The service that stands in for the ones the library knows.
type elsewhere string

func (base elsewhere) Get(address string) (map[string][]string, []byte, error) {
	known, err := url.Parse(address)
	must(err)
	return (&trust.SimpleHTTPSGetter{}).Get(string(base) + known.RequestURI())
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
