-- Where the desk's rows are at home: a copy that is restored elsewhere tells nobody outside of what happens in it.

-- Which cluster and which database in it somebody has said to be the real one. No row: nobody has worked here yet, and the
-- first worker takes it for the real one. A row that names another place came with a copy.
CREATE TABLE homes (
    cluster  bigint NOT NULL,
    database bigint NOT NULL,
    since    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT homes_pkey PRIMARY KEY (cluster, database)
);
