-- The prompt of the bank that somebody keeps, as it stands there or in words of their own.
ALTER TABLE favourites ADD COLUMN prompt TEXT;
