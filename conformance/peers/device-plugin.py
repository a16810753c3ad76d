"""A device plugin on Python's gRPC: serves FOLDER/python.sock, registers RESOURCE with the IDs that follow, says what it is asked in lines
of JSON, and registers again whenever its socket is removed. Messages are put together by hand, field by field."""

import json
import os
import sys
import threading
import time
from concurrent import futures

import grpc

folder, resource, *ids = sys.argv[1:]
socket = os.path.join(folder, "python.sock")


def say(event, facts=None):
    print(json.dumps({"event": event, "facts": facts}), flush=True)


def field(number, text):
    data = text if isinstance(text, bytes) else text.encode()
    return bytes([number << 3 | 2, len(data)]) + data


def fields(message):
    """Fields of the length-delimited kind, all shorter than 128 bytes."""
    found, at = [], 0
    while at < len(message):
        number, length = message[at] >> 3, message[at + 1]
        found.append((number, message[at + 2 : at + 2 + length]))
        at += 2 + length
    return found


def list_and_watch(_, context):
    say("watched")
    yield b"".join(field(1, field(1, device) + field(2, "Healthy")) for device in ids)
    while context.is_active():
        time.sleep(0.05)


def allocate(request, _):
    asked = [text.decode() for _, container in fields(request) for _, text in fields(container)]
    say("allocated", asked)
    environment = field(1, field(1, "DEVICES") + field(2, " ".join(asked)))
    return field(1, environment)


def procedures():
    plain = {"request_deserializer": None, "response_serializer": None}
    return {
        "GetDevicePluginOptions": grpc.unary_unary_rpc_method_handler(lambda *_: b"", **plain),
        "ListAndWatch": grpc.unary_stream_rpc_method_handler(list_and_watch, **plain),
        "Allocate": grpc.unary_unary_rpc_method_handler(allocate, **plain),
        "PreStartContainer": grpc.unary_unary_rpc_method_handler(lambda *_: b"", **plain),
    }


def serve():
    server = grpc.server(futures.ThreadPoolExecutor(4))
    server.add_generic_rpc_handlers([grpc.method_handlers_generic_handler("v1beta1.DevicePlugin", procedures())])
    server.add_insecure_port(f"unix:{socket}")
    server.start()
    return server


def register():
    request = field(1, "v1beta1") + field(2, "python.sock") + field(3, resource)
    with grpc.insecure_channel(f"unix:{folder}/kubelet.sock") as channel:
        channel.unary_unary("/v1beta1.Registration/Register")(request, wait_for_ready=True, timeout=5)
    say("registered", resource)


def until_told():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=until_told, daemon=True).start()
while True:
    server = serve()
    register()
    while os.path.exists(socket):
        time.sleep(0.02)
    say("socket removed")
    server.stop(0)
