"""An adapter to Ledsager in another language: reads lines of chats and feeds them, prints what is told.

    python3 adapter.py feed ws://127.0.0.1:7040 NAME TOKEN_FILE < chats.jsonl
    python3 adapter.py listen ws://127.0.0.1:7040 NAME TOKEN_FILE

`feed` takes one JSON object a line from standard input, as a chat platform may log them:

    {"chat": "17", "id": "17-1", "at": 1760000000000, "what": "join", "who": "client"}
    {"chat": "17", "id": "17-2", "at": 1760000001000, "what": "join", "who": "counsellor", "name": "kari"}
    {"chat": "17", "id": "17-3", "at": 1760000002000, "what": "message", "who": "client", "text": "hei"}
    {"chat": "17", "id": "17-4", "at": 1760000003000, "what": "end"}

and sends them to /feed/v1. It ends when everything is acknowledged. `listen` prints what /events/v1 tells,
one JSON object a line, until it is stopped. Both come back by themselves after a lost connection.
Needs Python 3.9 and `websockets`. The frames are described by `ledsager schema --asyncapi`.
"""

import asyncio
import json
import random
import sys
import threading
import time
from pathlib import Path

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

VERSION = 1
BATCH = 20  # so many events in a frame
AT_ONCE = 200  # so many may wait for their acknowledgement
PATIENCE = 15  # seconds for the welcome; later the pings of `websockets` find out that nobody is there
SHORTEST, LONGEST = 0.25, 30  # seconds between attempts
LOST = (OSError, asyncio.TimeoutError, WebSocketException)


class Refused(Exception):
    """The hello was refused: trying again would not help."""


def event(line):
    """From a line of the platform's own to an event of /feed/v1. This is what another platform would change."""
    said = json.loads(line)
    made = {"id": said["id"], "conversation": said["chat"], "at": said["at"], "kind": said["what"]}
    if said["what"] in ("message", "join", "leave"):
        made["author"] = {"role": said["who"]}
        if said["who"] == "counsellor" and "name" in said:
            made["author"]["id"] = said["name"]  # never one for the client
    if said["what"] == "message":
        made["text"] = said["text"]
    return made


async def greet(socket, hello):
    """Says hello and gives the welcome."""
    await socket.send(json.dumps({"type": "hello", "version": VERSION, **hello}))
    answer = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE))
    if answer["type"] != "welcome":
        raise Refused(f"{answer['code']}: {answer['reason']}")
    return answer


async def again_and_again(url, talk):
    """Connects and talks until `talk` is done; the pauses double, with jitter, until a talk lasts."""
    pause = SHORTEST
    while True:
        began = time.monotonic()
        try:
            async with connect(url, max_size=1 << 20) as socket:
                if await talk(socket):
                    return
        except LOST as lost:
            print(f"connection lost ({type(lost).__name__}): trying again", file=sys.stderr)
        pause = SHORTEST if time.monotonic() - began > LONGEST else min(pause * 2, LONGEST)
        await asyncio.sleep(pause * random.uniform(0.5, 1))


class Feeder:
    """Keeps every event until it is acknowledged, and all of a chat until its end is."""

    def __init__(self, name, token):
        self.hello = {"source": name, "token": token}
        self.epoch = None
        self.waiting = {}  # what is not acknowledged: by id, oldest first
        self.chats = {}  # all events of the chats that go on, for a server that was started again
        self.lines = asyncio.Queue(AT_ONCE)
        self.line = None  # the next one, being waited for
        self.over = False  # there are no more
        threading.Thread(target=self.read, args=[asyncio.get_running_loop()], daemon=True).start()

    def read(self, loop):
        """Reads in a thread of its own: standard input may be silent for long."""
        for line in sys.stdin:
            asyncio.run_coroutine_threadsafe(self.lines.put(line), loop).result()
        asyncio.run_coroutine_threadsafe(self.lines.put(None), loop).result()

    async def talk(self, socket):
        """Feeds until everything is acknowledged; then true."""
        self.meet(await greet(socket, self.hello))
        await self.send(socket, list(self.waiting.values()))
        answer = asyncio.ensure_future(socket.recv())
        try:
            while self.waiting or not self.over:
                self.line = self.line or asyncio.ensure_future(self.lines.get())
                room = not self.over and len(self.waiting) < AT_ONCE
                await asyncio.wait([answer, self.line] if room else [answer], return_when=asyncio.FIRST_COMPLETED)
                if answer.done():
                    await self.send(socket, await self.answered(json.loads(answer.result())))
                    answer = asyncio.ensure_future(socket.recv())
                if room and self.line.done():
                    line, self.line = self.line.result(), None
                    await self.send(socket, self.take(line))
            return True
        finally:
            answer.cancel()

    def meet(self, welcome):
        """A new epoch: the server was started again and has lost the words. It hears open chats anew."""
        if self.epoch not in (None, welcome["epoch"]):
            open_chats = [one for chat in self.chats.values() for one in chat]
            self.waiting = {one["id"]: one for one in open_chats + list(self.waiting.values())}
        self.epoch = welcome["epoch"]

    def take(self, line):
        """Takes a line in; gives what is to be sent."""
        if line is None:
            self.over = True
        elif line.strip():
            one = event(line)
            self.waiting[one["id"]] = one
            self.chats.setdefault(one["conversation"], []).append(one)
            return [one]
        return []

    async def send(self, socket, events):
        """Sends events, in frames of bounded size."""
        for start in range(0, len(events), BATCH):
            await socket.send(json.dumps({"type": "events", "events": events[start : start + BATCH]}))

    async def answered(self, frame):
        """Takes an answer in; gives what is to be sent again."""
        if "code" in frame:
            print(f"{frame['type']}: {frame['code']}: {frame['reason']}", file=sys.stderr)
        if frame["type"] == "refused" and frame["again"]:
            await asyncio.sleep(SHORTEST)
            return [self.waiting[frame["id"]]] if frame["id"] in self.waiting else []
        done = frame["ids"] if frame["type"] == "ack" else [frame["id"]] if frame["type"] == "refused" else []
        for one in filter(None, (self.waiting.pop(known, None) for known in done)):
            if one["kind"] == "end":
                self.chats.pop(one["conversation"], None)
        return []


class Listener:
    """Prints what is told, and remembers how far it came."""

    def __init__(self, name, token):
        self.hello = {"name": name, "token": token}

    async def talk(self, socket):
        """Prints until the connection is lost."""
        welcome = await greet(socket, self.hello)
        async for text in socket:
            frame = json.loads(text)
            print(json.dumps(frame), flush=True)
            if "seq" in frame:
                self.hello["after"] = {"epoch": welcome["epoch"], "seq": frame["seq"]}
        return False


def main():
    """Feeds or listens, as the command line says."""
    if len(sys.argv) != 5 or sys.argv[1] not in ("feed", "listen"):
        sys.exit(__doc__)
    way, base, name, token_file = sys.argv[1:]
    token = Path(token_file).read_text().splitlines()[0].strip()
    try:
        asyncio.run(run(way, base, name, token))
    except Refused as refused:
        sys.exit(f"refused: {refused}")
    except KeyboardInterrupt:
        pass


async def run(way, base, name, token):
    """One way or the other."""
    if way == "feed":
        await again_and_again(f"{base}/feed/v1", Feeder(name, token).talk)
    else:
        await again_and_again(f"{base}/events/v1", Listener(name, token).talk)


if __name__ == "__main__":
    main()
