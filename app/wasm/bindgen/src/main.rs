//! `bindgen INPUT.wasm OUT_DIR`: what `wasm-bindgen --target web --out-name app` does.
//! The published command brings a test runner, a web server and a TLS stack along and takes
//! minutes to install; the library inside it takes seconds. See docs/decisions/0003.

use std::{env, error::Error, path::PathBuf};

use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let (Some(input), Some(out_dir), None) = (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("usage: bindgen INPUT.wasm OUT_DIR".into());
    };
    Bindgen::new()
        .input_path(input)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(false)
        .out_name("app")
        .generate(out_dir)?;
    Ok(())
}
