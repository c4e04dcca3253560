//! Handlers of actix-web that fail.

use std::sync::mpsc;
use std::thread;

use actix_web::{App, HttpServer, rt, web};

use super::failures as it;

#[tokio::test]
async fn errors_are_responses() {
    let (sender, receiver) = mpsc::channel();
    let server = thread::spawn(move || {
        rt::System::new().block_on(async {
            let app = || {
                App::new()
                    .route(it::ALL[0].path, web::get().to(it::rest_token))
                    .route(it::ALL[1].path, web::get().to(it::rest_form))
                    .route(it::ALL[2].path, web::get().to(it::iozen_limit))
                    .route(it::ALL[3].path, web::get().to(it::iozen_no_header))
                    .route(it::ALL[4].path, web::get().to(it::izi_two))
                    .route(it::ALL[5].path, web::get().to(it::numeric_method))
                    .route(it::ALL[6].path, web::get().to(it::problem_iozen))
                    .route(it::ALL[7].path, web::get().to(it::problem_rest))
            };
            let server = HttpServer::new(app).workers(1).disable_signals();
            let server = server.bind("127.0.0.1:0").unwrap();
            let address = server.addrs()[0];
            let server = server.run();
            sender.send((address, server.handle())).unwrap();
            server.await.unwrap();
        });
    });
    let (address, handle) = receiver.recv().unwrap();
    it::check(&format!("http://{address}")).await;
    handle.stop(false).await;
    server.join().unwrap();
}
