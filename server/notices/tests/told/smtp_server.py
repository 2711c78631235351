"""A mail server (aiosmtpd) as a test tells it; one JSON line on stdout for its port and for each letter.

Arguments: a JSON object with
  cert, key   files; with them STARTTLS is offered and demanded
  user, password   the only login; with them nothing is taken without it
  refuse      addresses that are refused with 550
"""

import asyncio
import json
import logging
import ssl
import sys
import warnings
from email import message_from_bytes
from email.policy import default

from aiosmtpd.smtp import SMTP, AuthResult


def tell(**what):
    print(json.dumps(what), flush=True)


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in wishes.get("refuse", []):
            return "550 no such mailbox " + address
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        letter = message_from_bytes(envelope.content, policy=default)
        text = letter.get_body(("plain",))
        html = letter.get_body(("html",))
        tell(
            to=envelope.rcpt_tos,
            sender=envelope.mail_from,
            encrypted=session.ssl is not None,
            login=session.auth_data,
            headers={name: str(value) for name, value in letter.items()},
            text=text.get_content() if text else None,
            html=html.get_content() if html else None,
        )
        return "250 OK"


def log_in(server, session, envelope, mechanism, data):
    name, password = data.login.decode(), data.password.decode()
    right = (name, password) == (wishes["user"], wishes["password"])
    return AuthResult(success=right, handled=False, auth_data=name)


def connection():
    tls = None
    if "cert" in wishes:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(wishes["cert"], wishes["key"])
    login = "user" in wishes
    return SMTP(
        Handler(),
        hostname="localhost",
        tls_context=tls,
        require_starttls=tls is not None,
        authenticator=log_in if login else None,
        auth_required=login,
        auth_require_tls=tls is not None,
        loop=asyncio.get_running_loop(),
    )


async def serve():
    server = await asyncio.get_running_loop().create_server(connection, "127.0.0.1", 0)
    tell(port=server.sockets[0].getsockname()[1])
    await asyncio.to_thread(sys.stdin.read)  # until the test is over


warnings.simplefilter("ignore")  # a login without encryption is what one test is about
logging.disable(logging.WARNING)
wishes = json.loads(sys.argv[1])
asyncio.run(serve())
