// Turns an OpenAPI document of version 2 in JSON, on standard input, into the bytes kubectl asks an API server for.
package main

import (
	"io"
	"os"

	openapi "github.com/google/gnostic-models/openapiv2"
	"google.golang.org/protobuf/proto"
)

func main() {
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		panic(err)
	}
	document, err := openapi.ParseDocument(text)
	if err != nil {
		panic(err)
	}
	bytes, err := proto.Marshal(document)
	if err != nil {
		panic(err)
	}
	os.Stdout.Write(bytes)
}
