-- One message that comes by two roads has two ids: the second is noted as the twin of the first.
ALTER TABLE events ADD COLUMN twin BLOB;                               -- the key that the message is known by
