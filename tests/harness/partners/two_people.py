"""Two people in a group chat, each with a client of their own (slixmpp), told what to do line by line.

    two_people.py PORT NAME=JID=PASSWORD...

One JSON object a line on stdin: {"who": NAME, "do": ..., ...}; one JSON object a line on stdout, in
the same order: {"ok": true, ...} or {"ok": false, "error": ...}. A command is answered when the
server has shown its effect: a message when its echo has come back from the room. What goes wrong
is answered too, the login among it: who reads the answers must not be left to guess.
"""

import asyncio
import json
import sys

import slixmpp

PATIENCE = 40  # seconds; a machine that also compiles and trains may stand still for many
SID = "{urn:xmpp:sid:0}stanza-id"


class Person(slixmpp.ClientXMPP):
    def __init__(self, jid, password):
        super().__init__(jid, password)
        for plugin in ("xep_0030", "xep_0045", "xep_0085", "xep_0308", "xep_0424"):
            self.register_plugin(plugin)
        self.plugin["feature_mechanisms"].unencrypted_plain = True
        self.enable_plaintext = True
        self.enable_starttls = False
        self.enable_direct_tls = False
        self.room = None
        self.nick = None
        self.echoes = {}
        self.ready = asyncio.get_running_loop().create_future()
        self.add_event_handler("session_start", lambda _: self.ready.done() or self.ready.set_result(None))
        self.add_event_handler("groupchat_message", self.on_echo)

    def on_echo(self, message):
        waiting = self.echoes.pop(message["id"], None)
        stanza_id = message.xml.find(SID)
        if waiting is not None and not waiting.done():
            waiting.set_result(None if stanza_id is None else stanza_id.attrib["id"])

    async def send_and_see(self, message):
        message["id"] = message["id"] or self.new_id()
        self.echoes[message["id"]] = asyncio.get_running_loop().create_future()
        echo = self.echoes[message["id"]]
        message.send()
        return {"id": message["id"], "stanza_id": await echo}

    def to_room(self, **more):
        return self.make_message(mto=self.room, mtype="groupchat", **more)

    async def join(self, room, nick):
        self.room, self.nick = slixmpp.JID(room), nick
        await self.plugin["xep_0045"].join_muc_wait(self.room, nick, maxstanzas=0, timeout=PATIENCE)

    async def say(self, text):
        return await self.send_and_see(self.to_room(mbody=text))

    async def say_all(self, texts):
        messages = [self.to_room(mbody=text) for text in texts]
        await asyncio.gather(*(self.send_and_see(message) for message in messages))

    async def type(self, on=True):
        message = self.to_room()
        message["chat_state"] = "composing" if on else "paused"
        message.send()

    async def correct(self, id, text):
        message = self.plugin["xep_0308"].build_correction(id, self.room, mtype="groupchat", mbody=text)
        return await self.send_and_see(message)

    async def retract(self, id):
        message = self.to_room(mbody="This person attempted to retract a message.")
        message["retract"]["id"] = id
        message.enable("store")
        return await self.send_and_see(message)

    async def subject(self, text):
        self.plugin["xep_0045"].set_subject(self.room, text)

    async def rename(self, nick):
        await self.plugin["xep_0045"].set_self_nick(self.room, nick)
        self.nick = nick

    async def leave(self):
        self.plugin["xep_0045"].leave_muc(self.room, self.nick)

    async def destroy(self):
        await self.plugin["xep_0045"].destroy(self.room)


async def main():
    port, people = int(sys.argv[1]), {}
    for one in sys.argv[2:]:
        name, jid, password = one.split("=", 2)
        people[name] = Person(jid, password)
        people[name].connect("127.0.0.1", port)
    await asyncio.wait([one.ready for one in people.values()], timeout=PATIENCE)
    missing = [name for name, one in people.items() if not one.ready.done()]
    if missing:
        answer({"ok": False, "error": f"not logged in after {PATIENCE} s: {', '.join(missing)}"})
        return
    answer({"ok": True})

    lines = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        command = json.loads(line)
        do, who = command.pop("do"), command.pop("who", None)
        if do == "quit":
            break
        try:
            result = await asyncio.wait_for(getattr(people[who], do)(**command), PATIENCE)
            answer({"ok": True} | (result or {}))
        except Exception as error:
            answer({"ok": False, "error": repr(error)})
    # Whether the server hears the farewell is not what anybody tests.
    await asyncio.gather(*(one.disconnect(wait=1.0) for one in people.values()), return_exceptions=True)
    answer({"ok": True})


def answer(what):
    print(json.dumps(what), flush=True)


asyncio.run(main())
