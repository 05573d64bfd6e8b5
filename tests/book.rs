//! Files of rows and workbooks, read into sheets of cells: good ones as they are, bad ones refused in one sentence.
