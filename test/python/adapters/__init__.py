"""The client libraries, each in the terms that the tests are written in."""
