"""A client of a key broker: requests, jwcrypto and nothing of ours. Goes through the conversation with sample evidence, gets a secret, and
tries what must be denied. Prints one JSON object: what it got, and how each denial was answered.

usage: kbs-client.py URL DIALECT ADMINISTRATOR-KEY-FILE FOREIGN-KEY-FILE
"""

import base64
import hashlib
import json
import sys
import time

import requests
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from jwcrypto import jwe, jwk, jws, jwt

url, dialect, administrator_file, foreign_file = sys.argv[1:]
old = dialect == "2024-08"
api = f"{url}/kbs/v0"
path = "default/key/key2"
secret = b"Testing a key\n"


def unpadded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def padded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def administrator(file, seconds=60):
    with open(file, "rb") as source:
        key = jwk.JWK.from_pem(source.read())
    now = int(time.time())
    claims = {"iat": now, "nbf": now, "exp": now + seconds}
    if not old:
        claims.update({"iss": "TrusteeInDocker", "role": "admin"})
    token = jwt.JWT(header={"alg": "EdDSA", "typ": "JWT"}, claims=claims)
    token.make_signed_token(key)
    return {"Authorization": f"Bearer {token.serialize()}"}


class Guest:
    def __init__(self):
        self.session = requests.Session()
        if old:
            self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
            numbers = self.key.public_key().public_numbers()
            self.jwk = {"kty": "RSA", "alg": "RSA1_5", "n": unpadded(numbers.n.to_bytes(256, "big")), "e": "AQAB"}
        else:
            self.key = jwk.JWK.generate(kty="EC", crv="P-256")
            public = json.loads(self.key.export_public())
            self.jwk = {"kty": "EC", "crv": "P-256", "alg": "ECDH-ES+A256KW", "x": public["x"], "y": public["y"]}

    def auth(self, version=None):
        asked = version or ("0.1.0" if old else "0.4.0")
        return self.session.post(f"{api}/auth", json={"version": asked, "tee": "sample", "extra-params": ""})

    def evidence(self, nonce):
        data = {"nonce": nonce, "tee-pubkey": self.jwk}
        if not old:
            data["additional-evidence"] = ""
        text = json.dumps(data, sort_keys=True, separators=(",", ":"))
        return {"svn": "1", "report_data": base64.b64encode(hashlib.sha384(text.encode()).digest()).decode()}

    def attest(self, nonce, evidence=None, key=None, session=None):
        evidence, key = evidence or self.evidence(nonce), key or self.jwk
        if old:
            body = {"tee-pubkey": key, "tee-evidence": json.dumps(evidence)}
        else:
            composite = {"primary_evidence": evidence, "additional_evidence": ""}
            body = {"init-data": None, "runtime-data": {"nonce": nonce, "tee-pubkey": key}, "tee-evidence": composite}
        return (session or self.session).post(f"{api}/attest", json=body)

    def attested(self):
        challenge = self.auth().json()
        return self.attest(challenge["nonce"]).json()["token"]

    def open(self, response):
        if not old:
            token = jwe.JWE(algs=["ECDH-ES+A256KW", "A256GCM"])
            token.deserialize(response.text, self.key)
            return token.payload
        content_key = self.key.decrypt(padded(response["encrypted_key"]), padding.PKCS1v15())
        # 2024: the header is plain JSON and vouched for by nothing, the tag is glued to the ciphertext.
        assert json.loads(response["protected"]) == {"alg": "RSA1_5", "enc": "A256GCM"} and response["tag"] == ""
        return AESGCM(content_key).decrypt(padded(response["iv"]), padded(response["ciphertext"]), None)

    def get(self, resource=path, token=None, cookie=False):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return (self.session if cookie else requests).get(f"{api}/resource/{resource}", headers=headers)


def verified(token):
    """The claims of a token whose signature is that of the key it names."""
    signed = jws.JWS()
    signed.allowed_algs = ["RS384", "ES256"]
    signed.deserialize(token)
    named = json.loads(padded(token.split(".")[1])) if old else signed.jose_header
    signed.verify(jwk.JWK(**named["jwk"]))
    return json.loads(signed.payload)


def forged(token):
    """The same claims, signed with a key of our own that the token names."""
    claims = verified(token)
    key = jwk.JWK.generate(kty="RSA", size=2048) if old else jwk.JWK.generate(kty="EC", crv="P-256")
    public = json.loads(key.export_public())
    public.pop("kid", None)
    algorithm = "RS384" if old else "ES256"
    public["alg"] = algorithm
    header = {"typ": "JWT", "alg": algorithm}
    if old:
        claims["jwk"] = public
    else:
        header["jwk"] = public
    forgery = jws.JWS(json.dumps(claims).encode())
    forgery.add_signature(key, protected=json.dumps(header))
    return forgery.serialize(compact=True)


def answered(response):
    return f"{response.status_code} {response.headers.get('x-fauxmetal-reason', '')}".strip()


def policy(text):
    body = {"policy": unpadded(text.encode())}
    return requests.post(f"{api}/resource-policy", json=body, headers=administrator(administrator_file))


def set_resource(headers):
    return requests.post(f"{api}/resource/{path}", data=secret, headers=headers)


got, denied = {}, {}

denied["a secret set by nobody"] = answered(set_resource({}))
denied["a secret set by somebody else"] = answered(set_resource(administrator(foreign_file)))
denied["a secret set with a token that ended"] = answered(set_resource(administrator(administrator_file, -7200)))
got["set"] = answered(set_resource(administrator(administrator_file)))

guest = Guest()
token = guest.attested()
denied["a guest without protection"] = answered(guest.get(token=token))
got["policy"] = answered(policy("allow_all"))
denied["a policy nobody can read"] = answered(policy("package policy\nallow if {"))

response = guest.get(token=token)
got["by token"] = guest.open(response.json() if old else response).decode()
if old:
    got["length"] = len(response.content)
response = guest.get(cookie=True)
got["by session"] = guest.open(response.json() if old else response).decode()
claims = verified(token)
got["issuer"] = claims["iss"]
got["seconds"] = claims["exp"] - claims["iat"]
again = guest.attest("anything")
got["the first token again"] = again.json()["token"] == token

denied["another version"] = answered(guest.auth("0.2.0"))
denied["no version"] = answered(guest.auth("x"))
denied["no session"] = answered(guest.attest("x", session=requests.Session()))

other = Guest()
nonce = other.auth().json()["nonce"]
denied["evidence of another conversation"] = answered(other.attest(nonce, evidence=guest.evidence("x" * 44)))
denied["the key of somebody else"] = answered(other.attest(nonce, evidence=other.evidence(nonce), key=guest.jwk))
denied["a session that was not attested"] = answered(other.get(cookie=True))
denied["nothing to show"] = answered(other.get())
denied["a token changed"] = answered(guest.get(token=token[:-12] + "A" * 12))
denied["a token forged"] = answered(guest.get(token=forged(token)))
denied["a secret there is not"] = answered(guest.get("default/key/none", token=token))
denied["a path that leads out"] = answered(guest.get("default/.ssh/key", token=token))
policy("deny_all")
denied["everybody"] = answered(guest.get(token=token))

print(json.dumps({"got": got, "denied": denied}))
